package io.riskgate.casework;

/** Where a case stands. */
public enum CaseStatus {
    /** Nobody holds it. */
    OPEN,
    /** Someone works on it. */
    ASSIGNED,
    /** It has a verdict. */
    RESOLVED
}
