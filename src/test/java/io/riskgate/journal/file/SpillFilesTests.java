package io.riskgate.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.decision.Journal;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.feature.Observation;
import io.riskgate.journal.JournalStore.Batch;
import io.riskgate.journal.MemorySpill;
import io.riskgate.journal.Spill;
import io.riskgate.journal.SpillSettings;
import io.riskgate.journal.SpilledRow;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.ContentHash;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class SpillFilesTests {

    private static final UUID JOURNAL = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123456Z");
    private static final FeaturePlan PLAN =
            FeaturePlan.of(
                    List.of(FeatureSet.parse("features:\n  - {name: amount, value: amount}\n")));

    @TempDir private Path home;
    private Instant now = NOW;

    @Test
    void holdsWhatWasSpilledAcrossARestartInOrder() throws IOException {
        Spill spill = opened(0);
        spill.append(1, 2, batch(1, 2));
        spill.append(3, 5, batch(3, 5));

        Spill.Portion oldest = opened(0).oldest(100);

        assertThat(oldest.rows()).extracting(SpilledRow::sequence).containsExactly(1L, 2L, 3L, 5L);
        assertThat(oldest.rows()).extracting(SpilledRow::recordedAt).containsOnly(NOW);
        assertThat(oldest.last()).isEqualTo(5);
    }

    @Test
    void drainsOnlyWhatPostgresDoesNotHold() throws IOException {
        Spill spill = opened(0);
        spill.append(1, 2, batch(1, 2));
        spill.append(3, 4, batch(3, 4));
        assertThat(spill.oldest(1).last()).isEqualTo(2);

        spill.drained(2);

        assertThat(spill.isWaiting(2)).isFalse();
        assertThat(spill.isWaiting(3)).isTrue();
        assertThat(spill.standing().records()).isEqualTo(2);
        assertThat(opened(2).oldest(100).rows())
                .extracting(SpilledRow::sequence)
                .containsExactly(3L, 4L);
        assertThat(opened(4).standing().isEmpty()).isTrue();
    }

    /* Wherever a crash cuts the file, what is left is the runs before the cut, each whole or absent. */
    @Test
    void isAPrefixOfItsRunsWhereverItIsCut() throws IOException {
        Spill spill = opened(0);
        List<Long> ends = new ArrayList<>(List.of(Files.size(onlySegment(spill))));
        for (long first = 1; first <= 10; first += 2) {
            spill.append(first, first + 1, batch(first, first + 1));
            ends.add(Files.size(onlySegment(spill)));
        }
        byte[] whole = Files.readAllBytes(onlySegment(spill));

        for (int length = ends.getFirst().intValue(); length < whole.length; length += 13) {
            Files.write(onlySegment(spill), Arrays.copyOf(whole, length));
            long cut = length;
            long runs = ends.stream().filter(end -> end <= cut).count() - 1;

            assertThat(sequences(opened(0)))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, runs * 2).boxed().toList());
            assertThat(Files.size(onlySegment(spill))).isEqualTo(ends.get((int) runs));
        }
    }

    @Test
    void findsAFlippedBitByItsChecksumAndGoesOnAfterTheCut() throws IOException {
        Spill spill = opened(0);
        spill.append(1, 1, batch(1));
        long end = Files.size(onlySegment(spill));
        spill.append(2, 2, batch(2));
        byte[] bytes = Files.readAllBytes(onlySegment(spill));
        bytes[(int) end + Frame.HEADER + 3] ^= 4;
        Files.write(onlySegment(spill), bytes);

        Spill again = opened(0);
        assertThat(sequences(again)).containsExactly(1L);
        again.append(3, 3, batch(3));

        assertThat(sequences(opened(0))).containsExactly(1L, 3L);
    }

    @Test
    void leavesWhatBelongsToAnotherJournalAside() throws IOException {
        opened(0).append(1, 1, batch(1));

        SpillFiles other = spill(settings(16_000_000, 4_000_000_000L, 1000));
        other.open(UUID.randomUUID(), 0);

        assertThat(other.standing().isEmpty()).isTrue();
        assertThat(files()).anyMatch(file -> file.endsWith(".aside"));
    }

    @Test
    void rollsSegmentsAndDropsThemOnceDrainedAndOutsideTheWindow() throws IOException {
        SpillFiles spill = spill(settings(2_000, 4_000_000_000L, 20));
        spill.open(JOURNAL, 0);
        for (long number = 1; number <= 200; number++) {
            spill.append(number, number, batch(number));
        }
        int before = files().size();
        assertThat(before).isGreaterThan(5);

        spill.drained(200);

        assertThat(files().size()).isLessThan(before / 2);
        assertThat(spill.find("tx-200")).isPresent();
        assertThat(spill.find("tx-181")).isPresent();
        assertThat(spill.find("tx-1")).isEmpty();
    }

    @Test
    void forgetsIdsThatAreOlderThanTheWindow() throws IOException {
        SpillFiles spill = spill(settings(2_000, 4_000_000_000L, 1_000_000));
        spill.open(JOURNAL, 0);
        for (long number = 1; number <= 50; number++) {
            spill.append(number, number, batch(number));
        }
        spill.drained(50);
        assertThat(spill.find("tx-1")).isPresent();

        now = NOW.plus(Duration.ofHours(25));
        spill.drained(50);

        assertThat(spill.find("tx-1")).isEmpty();
    }

    @Test
    void keepsDrainedRowsForAReaderThatBeganBefore() throws IOException {
        SpillFiles spill = spill(settings(2_000, 4_000_000_000L, 0));
        spill.open(JOURNAL, 0);
        for (long number = 1; number <= 50; number++) {
            spill.append(number, number, batch(number));
        }
        List<Long> read = new ArrayList<>();

        spill.after(
                () -> {
                    spill.drained(50);
                    return 10;
                },
                row -> read.add(row.sequence()));

        assertThat(read).containsExactlyElementsOf(LongStream.rangeClosed(11, 50).boxed().toList());
    }

    @Test
    void takesNoMoreThanItsLimit() throws IOException {
        SpillFiles spill = spill(settings(2_000, 5_000, 0));
        spill.open(JOURNAL, 0);

        assertThatThrownBy(
                        () -> {
                            for (long number = 1; number <= 100; number++) {
                                spill.append(number, number, batch(number));
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("limit");

        spill.drained(100);
        spill.append(200, 200, batch(200));
        assertThat(sequences(spill)).containsExactly(200L);
    }

    @Test
    void saysThatItCannotBeWrittenAndLeavesNothing() throws IOException {
        Files.writeString(home.resolve("spill"), "not a folder");
        SpillFiles spill = spill(settings(16_000_000, 4_000_000_000L, 0));
        spill.open(JOURNAL, 0);

        assertThatThrownBy(() -> spill.append(1, 1, batch(1))).isInstanceOf(IOException.class);

        assertThat(spill.standing().isEmpty()).isTrue();
        Files.delete(home.resolve("spill"));
        spill.append(2, 2, batch(2));
        assertThat(sequences(spill)).containsExactly(2L);
    }

    private List<Long> sequences(Spill spill) {
        return spill.oldest(1_000).rows().stream().map(SpilledRow::sequence).toList();
    }

    private Path onlySegment(Spill spill) throws IOException {
        if (files().isEmpty()) {
            spill.probe();
        }
        return home.resolve("spill").resolve(files().getFirst());
    }

    private List<String> files() throws IOException {
        if (!Files.isDirectory(home.resolve("spill"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(home.resolve("spill"))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Spill opened(long inPostgres) {
        SpillFiles spill = spill(settings(16_000_000, 4_000_000_000L, 1000));
        spill.open(JOURNAL, inPostgres);
        return spill;
    }

    private static SpillSettings settings(long segment, long limit, int ids) {
        return new SpillSettings(
                DataSize.ofBytes(limit), DataSize.ofBytes(segment), ids, Duration.ofHours(24));
    }

    private SpillFiles spill(SpillSettings settings) {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                };
        return new SpillFiles(
                new MemorySpill(),
                settings,
                new MockEnvironment().withProperty("riskgate.home", home.toString()),
                clock);
    }

    private static Batch batch(long... sequences) {
        return new Batch(
                LongStream.of(sequences).mapToObj(SpillFilesTests::entry).toList(), List.of());
    }

    private static Journal.Entry entry(long sequence) {
        Transaction transaction =
                new Transaction(
                        "tx-" + sequence,
                        NOW,
                        new Amount(100, Currency.getInstance("EUR")),
                        Channel.OTHER,
                        Identifiers.ofAccount("acc"),
                        Circumstances.NONE,
                        Attributes.NONE);
        Observation observation =
                new Observation(sequence, FeatureVector.adopt(new float[] {1}), PLAN, false);
        return new Journal.Entry(observation, transaction, ContentHash.of(transaction), null);
    }
}
