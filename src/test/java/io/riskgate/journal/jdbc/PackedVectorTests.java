package io.riskgate.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.feature.FeatureVector;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class PackedVectorTests {

    private static final float[] TELLING = {
        0f,
        -0f,
        1f,
        255f,
        256f,
        -1f,
        0.5f,
        Float.NaN,
        Float.intBitsToFloat(0x7fc00001),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        1e9f
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 63, 64, 75, 1000})
    void isTheSameBitForBit(int size) {
        Random random = new Random(size);
        for (int round = 0; round < 200; round++) {
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] =
                        random.nextBoolean()
                                ? TELLING[random.nextInt(TELLING.length)]
                                : Float.intBitsToFloat(random.nextInt());
            }
            FeatureVector vector = FeatureVector.adopt(values.clone());

            FeatureVector again = PackedVector.unpack(PackedVector.pack(vector));

            assertThat(again.size()).isEqualTo(size);
            for (int i = 0; i < size; i++) {
                assertThat(Float.floatToRawIntBits(again.get(i)))
                        .isEqualTo(Float.floatToRawIntBits(values[i]));
            }
        }
    }

    @Test
    void takesAQuarterOfAByteForWhatIsZeroOrAbsent() {
        FeatureVector vector =
                FeatureVector.adopt(new float[] {0, 0, Float.NaN, 0, 3, 200, 0.25f, 0});

        assertThat(PackedVector.pack(vector)).hasSize(2 + 2 + 1 + 4 + 4);
    }

    @Test
    void takesAByteForAFloatThatStoodThereBefore() {
        FeatureVector vector =
                FeatureVector.adopt(new float[] {15.33f, 15.33f, 2, 0.5f, 15.33f, 0.5f, 200, 200});

        byte[] packed = PackedVector.pack(vector);

        assertThat(packed).hasSize(2 + 2 + 3 * 4 + 5);
        assertThat(PackedVector.unpack(packed)).isEqualTo(vector);
    }

    @Test
    void readsRowsOfATimeBeforeThat() {
        byte[] packed = {0, 5, (byte) 0b11_10_01_00, 0b10, (byte) 200, 63, 0, 0, 0, (byte) 255};

        assertThat(PackedVector.unpack(packed))
                .isEqualTo(FeatureVector.adopt(new float[] {0, Float.NaN, 200, 0.5f, 255}));
    }

    @Test
    void keepsMoreDifferentFloatsThanAByteCanName() {
        float[] values = new float[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 200 + 0.5f;
        }
        FeatureVector vector = FeatureVector.adopt(values);

        assertThat(PackedVector.unpack(PackedVector.pack(vector))).isEqualTo(vector);
    }
}
