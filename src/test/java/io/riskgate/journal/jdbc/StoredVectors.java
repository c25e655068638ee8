package io.riskgate.journal.jdbc;

import io.riskgate.feature.FeatureVector;

/** Vectors as rows hold them, for tests that write rows themselves. */
public final class StoredVectors {

    private StoredVectors() {}

    public static byte[] bytes(FeatureVector vector) {
        return PackedVector.pack(vector);
    }
}
