package io.riskgate.transaction;

import java.util.List;
import java.util.Map;

/** A request that is not carried out, with the code and the sentence the caller is told. */
public class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldFault> faults;
    private final transient Map<String, Object> figures;

    /** Refused for one reason. The detail reaches the caller as it stands. */
    public RefusedException(ErrorCode code, String detail) {
        this(code, detail, List.of(), Map.of());
    }

    /**
     * Refused with figures that the problem document carries as further members, such as {@code
     * step}.
     */
    public RefusedException(ErrorCode code, String detail, Map<String, Object> figures) {
        this(code, detail, List.of(), figures);
    }

    private RefusedException(
            ErrorCode code, String detail, List<FieldFault> faults, Map<String, Object> figures) {
        super(detail);
        this.code = code;
        this.faults = List.copyOf(faults);
        this.figures = Map.copyOf(figures);
    }

    /**
     * Refused as invalid input (400): the code is the faults' own where all share one that is an
     * {@link ErrorCode}, else {@code invalid_request}.
     */
    public static RefusedException invalid(List<FieldFault> faults) {
        String first = faults.getFirst().code();
        boolean shared = faults.stream().allMatch(fault -> fault.code().equals(first));
        ErrorCode code = ErrorCode.INVALID_REQUEST;
        for (ErrorCode candidate : ErrorCode.values()) {
            if (shared && candidate.status() == 400 && candidate.code().equals(first)) {
                code = candidate;
            }
        }
        String detail =
                faults.size() == 1
                        ? faults.getFirst().message()
                        : faults.size() + " faults were found; each is listed in errors.";
        return new RefusedException(code, detail, faults, Map.of());
    }

    public ErrorCode code() {
        return code;
    }

    /**
     * Every fault found, in the order of the document; empty where the request as a whole was
     * refused.
     */
    public List<FieldFault> faults() {
        return faults;
    }

    /** Further members of the problem document. */
    public Map<String, Object> figures() {
        return figures;
    }
}
