package io.riskgate.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

class HistoryLinesTests {

    @TempDir Path folder;

    @Test
    void mergesByTimeWithOutcomesFirst() throws IOException {
        Path transactions =
                file(
                        "t.ndjson",
                        """
                        {"occurredAt": "2026-01-01T00:00:01Z", "n": 1}

                        {"attributes": {"occurredAt": "2030-01-01T00:00:00Z"}, "occurredAt": "2026-01-01T02:00:02+02:00", "n": 2}
                        {"occurredAt": "2026-01-01T00:00:03.12345678901234567890Z", "n": 3}
                        {"n": 4}
                        garbage
                        {"occurredAt": "2026-01-01T00:00:05Z", "n": 5}\
                        """);
        Path outcomes =
                file(
                        "o.ndjson",
                        """
                        {"reportedAt": "2026-01-01T00:00:02Z", "n": 10}
                        {"reportedAt": "2026-01-01T00:00:03.123Z", "n": 11}
                        {"reportedAt": "2026-01-01T00:00:04Z", "n": 12}
                        """);

        assertThat(read(transactions, outcomes).stream().map(line -> number(line.line().json())))
                .containsExactly("1", "10", "2", "11", "3", "4", "garbage", "12", "5");
        assertThat(read(transactions, outcomes).get(2).line().number()).isEqualTo(3);
    }

    @Test
    void givesWhatCannotBeReadAReasonAndGoesOn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"accountId\": \"".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xff);
        bytes.writeBytes("\"}\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("x".repeat(70_000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(("y".repeat(LineReader.MAX_BYTES) + "\nlast").getBytes());
        Path file = folder.resolve("bad.ndjson");
        Files.write(file, bytes.toByteArray());

        List<HistoryLine> lines = read(file, null);

        assertThat(lines).hasSize(4);
        assertThat(Objects.requireNonNull(lines.get(0).unreadable()).code())
                .isEqualTo("malformed_json");
        assertThat(Objects.requireNonNull(lines.get(1).unreadable()).code())
                .isEqualTo("payload_too_large");
        assertThat(lines.get(2).unreadable()).isNull();
        assertThat(lines.get(3).line().json()).isEqualTo("last");
        assertThat(lines.get(3).line().number()).isEqualTo(4);
    }

    @Test
    void saysWhereACompressedFileBreaksOff() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (int line = 0; line < 10_000; line++) {
                zip.write((line * 7919L % 10_007 + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path whole = folder.resolve("whole.ndjson.gz");
        Files.write(whole, bytes.toByteArray());
        Path part = folder.resolve("part.ndjson.gz");
        Files.write(part, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

        assertThat(read(whole, null)).hasSize(10_000);
        assertThatThrownBy(() -> read(part, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("part.ndjson.gz cannot be read beyond line");
    }

    private static List<HistoryLine> read(Path transactions, @Nullable Path outcomes)
            throws IOException {
        List<HistoryLine> read = new ArrayList<>();
        try (HistoryLines lines =
                HistoryLines.open(
                        transactions.toString(),
                        Optional.ofNullable(outcomes).map(Path::toString))) {
            for (HistoryLine next = lines.next(); next != null; next = lines.next()) {
                read.add(next);
            }
        }
        return read;
    }

    private static String number(String json) {
        int at = json.indexOf("\"n\": ");
        return at < 0 ? json : json.substring(at + 5, json.length() - 1);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
