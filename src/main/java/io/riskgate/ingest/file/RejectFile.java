package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport.Kind;
import io.riskgate.ingest.HistoryImport.Line;
import io.riskgate.ingest.HistoryImport.Rejected;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where refused lines go, each with its file, its number and the reason; made only when there is
 * one.
 */
final class RejectFile implements Closeable {

    private final JsonMapper json = JsonMapper.builder().build();
    private final Path file;
    private @Nullable BufferedWriter writer;

    RejectFile(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    void write(List<Line> lines, List<Rejected> rejected) throws IOException {
        for (Rejected one : rejected) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", one.kind() == Kind.OUTCOME ? "outcomes" : "transactions");
            row.put("line", one.number());
            row.put("code", one.code());
            row.put("detail", one.detail());
            row.put("content", content(lines, one));
            BufferedWriter open = open();
            open.write(json.writeValueAsString(row));
            open.newLine();
        }
    }

    private static String content(List<Line> lines, Rejected rejected) {
        return lines.stream()
                .filter(
                        line ->
                                line.kind() == rejected.kind()
                                        && line.number() == rejected.number())
                .map(Line::json)
                .findFirst()
                .orElse("");
    }

    private BufferedWriter open() throws IOException {
        BufferedWriter open = writer;
        if (open == null) {
            open = Files.newBufferedWriter(file);
            writer = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
