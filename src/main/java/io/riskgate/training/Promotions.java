package io.riskgate.training;

import io.riskgate.registry.Alias;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.ModelReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * Makes a version the champion: by the running service where there is one, which takes every step
 * of a hot swap, else in the database, where the next start finds it.
 */
@Component
class Promotions {

    private static final Logger log = LoggerFactory.getLogger(Promotions.class);

    private final Aliases aliases;
    private final @Nullable Integer port;
    private final String key;

    Promotions(Aliases aliases, Environment environment) {
        this.aliases = aliases;
        this.port = environment.getProperty("riskgate.service.port", Integer.class);
        this.key = environment.getProperty("RISKGATE_KEY", "rk_dev_admin");
    }

    boolean promote(ModelReference version, String reason, String by) {
        if (port == null) {
            aliases.put(Alias.CHAMPION, version, null, reason, by);
            return true;
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(request(version, reason), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                log.warn("{} was not promoted: {}", version, response.body());
            }
            return response.statusCode() == 200;
        } catch (IOException e) {
            log.warn("{} was not promoted: {}", version, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(ModelReference version, String reason) {
        URI champion =
                URI.create(
                        "http://localhost:%d/admin/v1/models/%s/aliases/champion"
                                .formatted(port, version.name()));
        String body =
                JsonMapper.shared()
                        .writeValueAsString(Map.of("version", version.version(), "reason", reason));
        return HttpRequest.newBuilder(champion)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
