package io.riskgate.scoring;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The steps from a registered version to a serving one, in order. */
enum SwapStep {
    /** The file is here. */
    FETCH,
    /** It is the file that was registered. */
    SHA256,
    /** The runtime takes it, and it has the shape of its manifest. */
    LOAD,
    /** Every window it reads is full. */
    FEATURES,
    /** It gives the scores its manifest expects. */
    GOLDEN,
    /** It scores what really came in lately. */
    WARM_UP,
    /** It is fast enough. */
    LATENCY,
    /** Requests from now on use it. */
    SWAP,
    /** The one before has answered its last request and is closed. */
    DRAIN;

    /** The name that callers are told. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This step failed, and what serves keeps serving. */
    RefusedException failed(String detail, Map<String, ?> figures) {
        Map<String, Object> all = new LinkedHashMap<>(figures);
        all.put("step", code());
        return new RefusedException(
                ErrorCode.STATE_CONFLICT,
                "Step " + code() + ": " + detail + " What serves now keeps serving.",
                all);
    }
}
