package io.riskgate.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The union of what several feature sets need, compiled: equal definitions are computed once,
 * whatever they are called.
 */
public final class FeaturePlan {

    private final FeatureSet union;
    private final String hash;
    private final Map<String, Integer> firstColumns = new HashMap<>();
    private final Layout layout = new Layout();
    private final Reader[] readers;

    /* The kind of entity without which a column is NaN, -1 where it needs none. */
    private final int[] entities;

    private FeaturePlan(FeatureSet union) {
        this.union = union;
        List<String> hashes = union.definitions().stream().map(FeatureDefinition::hash).toList();
        this.hash = Definitions.sha256(String.join(",", hashes));
        PlanCompiler compiler = new PlanCompiler(layout);
        List<PlanCompiler.Compiled> compiled = new ArrayList<>();
        for (FeatureDefinition definition : union.definitions()) {
            firstColumns.put(definition.hash(), compiled.size());
            compiled.addAll(compiler.compile(Definitions.expression(definition)));
        }
        layout.seal();
        this.readers = compiled.stream().map(PlanCompiler.Compiled::reader).toArray(Reader[]::new);
        this.entities = compiled.stream().mapToInt(FeaturePlan::entity).toArray();
    }

    private static int entity(PlanCompiler.Compiled column) {
        return column.stream() == null ? -1 : column.stream().key.index;
    }

    /** The plan that serves all of these sets. */
    public static FeaturePlan of(List<FeatureSet> sets) {
        Map<String, FeatureDefinition> byHash = new LinkedHashMap<>();
        for (FeatureSet set : sets) {
            set.definitions().forEach(one -> byHash.putIfAbsent(one.hash(), one));
        }
        return new FeaturePlan(FeatureSet.ofDefinitions(List.copyOf(byHash.values())));
    }

    /**
     * The definitions of the plan's columns, in order. Of equal definitions the first set's name
     * stands; unequal ones of several sets may bear one name.
     */
    public FeatureSet features() {
        return union;
    }

    /** Tells plans apart: of the hashes of its definitions, in order. */
    public String hash() {
        return hash;
    }

    /**
     * Where this plan's vector holds the columns of a set.
     *
     * @throws IllegalArgumentException where the plan lacks one, by name
     */
    public int[] columnsOf(FeatureSet set) {
        int[] columns = new int[set.columns().size()];
        int filled = 0;
        for (FeatureDefinition definition : set.definitions()) {
            Integer first = firstColumns.get(definition.hash());
            if (first == null) {
                throw new IllegalArgumentException(
                        "the plan does not compute feature " + definition.name());
            }
            for (int i = 0; i < definition.columns().size(); i++) {
                columns[filled++] = first + i;
            }
        }
        return columns;
    }

    /** Whether the plan computes everything a set needs. */
    public boolean covers(FeatureSet set) {
        return set.definitions().stream().allMatch(one -> firstColumns.containsKey(one.hash()));
    }

    Layout layout() {
        return layout;
    }

    /** The values of all columns, in 32 bits. */
    FeatureVector read(Reading reading) {
        float[] values = new float[readers.length];
        for (int i = 0; i < readers.length; i++) {
            values[i] = (float) value(i, reading);
        }
        return FeatureVector.adopt(values);
    }

    private double value(int column, Reading reading) {
        int entity = entities[column];
        return entity < 0 || reading.names.has(entity) ? readers[column].read(reading) : Double.NaN;
    }

    /** The values of all columns as they are computed. */
    double[] readExactly(Reading reading) {
        return IntStream.range(0, readers.length)
                .mapToDouble(column -> value(column, reading))
                .toArray();
    }
}
