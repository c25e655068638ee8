package io.riskgate.registry;

/**
 * The thresholds of a version as they now stand.
 *
 * @param model whose they are
 * @param revision 1 for those of the manifest, one more for each edit
 */
public record RevisedThresholds(ModelReference model, int revision, Thresholds thresholds) {}
