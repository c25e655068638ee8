package io.riskgate.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether a restored engine goes on as the one that wrote the checkpoint. */
class CheckpointTest {

    private static final FeaturePlan PLAN =
            FeaturePlan.of(List.of(FeatureSet.parse(Examples.OF_EVERY_KIND)));
    private static final FeatureSettings TIGHT =
            new FeatureSettings(
                    Duration.ofDays(180),
                    Duration.ofHours(6),
                    Duration.ofDays(2),
                    16,
                    Duration.ofHours(5));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRestoredEngineGoesOnToTheBitAlthoughTrafficNeverStopped(long seed) throws IOException {
        Traffic traffic = new Traffic(seed, 60, Duration.ofMinutes(9));
        FeatureEngine engine = FeatureEngines.inMemory(PLAN, TIGHT);
        List<Observation> seen = new ArrayList<>();
        List<Transaction> transactions = new ArrayList<>();
        List<LabelTimeline> labels = new ArrayList<>();
        Runnable some =
                () -> {
                    for (int i = 0; i < 40; i++) {
                        transactions.add(traffic.next());
                        labels.add(i % 9 == 0 ? traffic.labels() : LabelTimeline.NONE);
                        seen.add(engine.observe(transactions.getLast(), labels.getLast()));
                    }
                };
        for (int i = 0; i < 150; i++) {
            some.run();
            engine.settle(engine.lastSequence() - 20);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        long upTo = engine.checkpoint(interrupted(file, some, engine));
        assertThat(seen.size()).as("traffic while it was written").isGreaterThan((int) upTo + 400);
        some.run();

        FeatureEngine restored =
                FeatureEngines.restore(PLAN, TIGHT, new ByteArrayInputStream(file.toByteArray()));
        assertThat(restored.lastSequence()).isEqualTo(upTo);
        for (int i = (int) upTo; i < seen.size(); i++) {
            assertThat(restored.replay(i + 1, transactions.get(i), labels.get(i)))
                    .isEqualTo(seen.get(i));
        }
    }

    /** A stream that lets traffic pass between its writes. */
    private static OutputStream interrupted(
            OutputStream to, Runnable traffic, FeatureEngine engine) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                to.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                to.write(bytes, from, count);
                if (count > 8) {
                    traffic.run();
                    engine.settle(engine.lastSequence() - 5);
                }
            }
        };
    }

    /* The lock is held for one of these pieces at a time; the scheduler may add to one of three, not to all. */
    @Test
    void isWrittenInPiecesWithTransactionsInBetween() throws IOException {
        InMemoryFeatureEngine engine = new InMemoryFeatureEngine(PLAN, FeatureSettings.defaults());
        Traffic traffic = new Traffic(4, 3_000, Duration.ofMinutes(1));
        for (int i = 1; i <= 40_000; i++) {
            engine.replay(i, traffic.next(), LabelTimeline.NONE);
        }
        List<Integer> pieces = new ArrayList<>();
        List<Duration> holds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            engine.checkpoint(noting(pieces));
            holds.add(engine.longestHold());
        }
        assertThat(pieces).hasSizeGreaterThan(300).allMatch(piece -> piece < 1 << 16);
        assertThat(holds).anyMatch(hold -> hold.compareTo(Duration.ofMillis(5)) < 0);
    }

    private static OutputStream noting(List<Integer> pieces) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                pieces.add(1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                pieces.add(count);
            }
        };
    }

    @Test
    void aCheckpointOfWhatIsRetractedIsNone() throws IOException {
        FeatureEngine engine = FeatureEngines.inMemory(PLAN, TIGHT);
        long sequence =
                engine.observe(new Traffic(1, 5, Duration.ofMinutes(1)).next(), LabelTimeline.NONE)
                        .sequence();
        OutputStream retracting =
                interrupted(
                        new ByteArrayOutputStream(), () -> engine.retractFrom(sequence), engine);
        assertThatThrownBy(() -> engine.checkpoint(retracting)).isInstanceOf(IOException.class);
        assertThat(engine.checkpoint(new ByteArrayOutputStream())).isEqualTo(sequence);
    }

    @Test
    void anythingElseIsRefused() throws IOException {
        FeatureEngine engine = FeatureEngines.inMemory(PLAN, TIGHT);
        Traffic traffic = new Traffic(1, 5, Duration.ofMinutes(1));
        for (int i = 1; i < 200; i++) {
            engine.replay(i, traffic.next(), LabelTimeline.NONE);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        engine.checkpoint(file);
        byte[] whole = file.toByteArray();
        refused(PLAN, TIGHT, new byte[0], "torn");
        refused(PLAN, TIGHT, "something else".getBytes(), "not a checkpoint");
        refused(PLAN, TIGHT, java.util.Arrays.copyOf(whole, whole.length - 1), "torn");
        refused(PLAN, FeatureSettings.defaults(), whole, "other settings");
        FeatureSet other = FeatureSet.parse("features: [{name: a, value: amount}]");
        refused(FeaturePlan.of(List.of(other)), TIGHT, whole, "another plan");
        for (int at = 0; at < whole.length; at += 97) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            assertThatThrownBy(() -> restore(PLAN, TIGHT, damaged))
                    .isInstanceOf(InvalidCheckpointException.class);
        }
        assertThat(restore(PLAN, TIGHT, whole).lastSequence()).isEqualTo(199);
    }

    private static void refused(
            FeaturePlan plan, FeatureSettings settings, byte[] file, String why) {
        assertThatThrownBy(() -> restore(plan, settings, file))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining(why);
    }

    private static FeatureEngine restore(FeaturePlan plan, FeatureSettings settings, byte[] file)
            throws IOException {
        return FeatureEngines.restore(plan, settings, new ByteArrayInputStream(file));
    }
}
