package io.riskgate.policy;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An expression that is no rule; every fault, the first one also on its own. */
public class RuleRefusedException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final transient List<RuleFault> ruleFaults;

    public RuleRefusedException(List<RuleFault> faults) {
        super(ErrorCode.UNPROCESSABLE, detail(faults.getFirst()), figures(faults));
        this.ruleFaults = List.copyOf(faults);
    }

    public List<RuleFault> ruleFaults() {
        return ruleFaults;
    }

    private static String detail(RuleFault fault) {
        String where =
                "Line %d, column %d: %s".formatted(fault.line(), fault.column(), fault.message());
        return fault.expected() == null ? where : where + "; expected " + fault.expected();
    }

    private static Map<String, Object> figures(List<RuleFault> faults) {
        RuleFault first = faults.getFirst();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("position", Map.of("line", first.line(), "column", first.column()));
        if (first.expected() != null) {
            figures.put("expected", first.expected());
        }
        figures.put("faults", faults);
        return figures;
    }
}
