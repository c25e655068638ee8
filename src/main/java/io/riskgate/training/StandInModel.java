package io.riskgate.training;

import io.riskgate.feature.FeatureDefinition;
import io.riskgate.feature.FeatureSet;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the model is trained that stands in for a champion: few and shallow trees, whose score never
 * falls where what is obviously suspicious rises. It answers when nothing better does, so it must
 * never surprise.
 */
final class StandInModel {

    private StandInModel() {}

    static Algorithm algorithm(FeatureSet features) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("trees", 40);
        settings.put("eta", 0.2);
        settings.put("depth", 3);
        settings.put("minChildWeight", 5.0);
        settings.put("monotone", constraints(features));
        return new GradientBoostedTrees(settings);
    }

    /** As XGBoost takes them: one number a column, 1 where the score must not fall. */
    static String constraints(FeatureSet features) {
        List<Integer> constraints = new ArrayList<>();
        for (FeatureDefinition feature : features.definitions()) {
            int constraint = isObvious(feature.declaration()) ? 1 : 0;
            constraints.addAll(Collections.nCopies(feature.columns().size(), constraint));
        }
        return constraints.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    }

    /*
     * More money than usual, frauds at the same place, impossible travel, a device that many accounts share, a burst
     * within a day: whoever sees more of it is never less suspicious.
     */
    private static boolean isObvious(Map<String, Object> declaration) {
        return "amount".equals(declaration.get("value"))
                || isOfAmount(declaration.get("log1p"))
                || isOfAmount(declaration.get("ratio"))
                || declaration.containsKey("fraud_rate")
                || declaration.containsKey("travel_speed")
                || declaration.containsKey("distinct")
                || isBurst(declaration.get("count"))
                || isBurst(declaration.get("sum"));
    }

    private static boolean isOfAmount(@Nullable Object of) {
        return of instanceof Map<?, ?> map && "amount".equals(map.get("of"));
    }

    private static boolean isBurst(@Nullable Object window) {
        return window instanceof Map<?, ?> map
                && map.get("by") instanceof String
                && !map.containsKey("delay")
                && isWithinADay(String.valueOf(map.get("over")));
    }

    private static boolean isWithinADay(String over) {
        return switch (over.charAt(over.length() - 1)) {
            case 's', 'm', 'h' ->
                    Duration.parse("PT" + over.toUpperCase(java.util.Locale.ROOT))
                                    .compareTo(Duration.ofDays(1))
                            <= 0;
            default -> over.equals("1d");
        };
    }
}
