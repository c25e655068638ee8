package io.riskgate.policy;

/** Whether a rule counts. */
public enum RuleMode {
    /** It changes decisions. */
    LIVE,
    /** It is evaluated and recorded, and changes nothing. */
    SHADOW,
    /** It is not asked. */
    OFF
}
