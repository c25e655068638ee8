package io.riskgate.registry;

/**
 * Names one version of one model.
 *
 * @param name of {@code a-z0-9-}, such as {@code fraud}
 * @param version 1 or more
 */
public record ModelReference(String name, int version) {

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
