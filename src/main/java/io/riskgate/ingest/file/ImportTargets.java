package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport;
import io.riskgate.ingest.HistoryImport.Line;
import io.riskgate.ingest.HistoryImport.Result;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Into the running service where there is one, else straight into the journal. */
@Configuration(proxyBeanMethods = false)
class ImportTargets {

    @Bean
    ImportTarget importTarget(
            Environment environment,
            ObjectProvider<HistoryImport> history,
            ConfigurableApplicationContext context) {
        Integer port = environment.getProperty("riskgate.service.port", Integer.class);
        return port == null
                ? new OwnJournal(history, context)
                : new RunningService(port, environment.getProperty("RISKGATE_KEY", "rk_dev_admin"));
    }

    /**
     * The journal in this process: its stages, which do not start by themselves under a command,
     * are started here.
     */
    private record OwnJournal(
            ObjectProvider<HistoryImport> history, ConfigurableApplicationContext context)
            implements ImportTarget {

        @Override
        public ImportTarget open() {
            history.getObject();
            context.start();
            return this;
        }

        @Override
        public Result load(List<Line> lines) {
            return history.getObject().load(lines);
        }

        @Override
        public void close() {
            context.stop();
        }
    }

    /** The service's own import door. */
    private static final class RunningService implements ImportTarget {

        private final HttpClient client = HttpClient.newHttpClient();
        private final JsonMapper json = JsonMapper.builder().build();
        private final URI door;
        private final String key;

        RunningService(int port, String key) {
            this.door = URI.create("http://127.0.0.1:" + port + "/admin/v1/imports");
            this.key = key;
        }

        @Override
        public ImportTarget open() {
            return this;
        }

        @Override
        public Result load(List<Line> lines) {
            HttpRequest request =
                    HttpRequest.newBuilder(door)
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            json.writeValueAsBytes(lines)))
                            .build();
            try {
                HttpResponse<byte[]> response =
                        client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() == 200) {
                    return json.readValue(response.body(), Result.class);
                }
                throw refused(response);
            } catch (IOException gone) {
                throw new IllegalStateException(
                        "The running service stopped answering; start it again and run the import"
                                + " again: what was loaded stays loaded.",
                        gone);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "The import was interrupted; run it again to go on.", stopped);
            }
        }

        private IllegalStateException refused(HttpResponse<byte[]> response) {
            JsonNode problem = json.readTree(response.body());
            String hint =
                    response.statusCode() == 401 || response.statusCode() == 403
                            ? " Set RISKGATE_KEY to a key of role admin or risk-manager."
                            : "";
            return new IllegalStateException(
                    "The running service refused the import: "
                            + problem.path("detail").asString("")
                            + hint);
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
