package io.riskgate.training;

import io.riskgate.registry.Alias;
import io.riskgate.registry.AliasRevision;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final PromotionWatches watches;

    Promotions(Aliases aliases, PromotionWatches watches, Environment environment) {
        this.aliases = aliases;
        this.watches = watches;
        this.port = environment.getProperty("riskgate.service.port", Integer.class);
        this.key = environment.getProperty("RISKGATE_KEY", "rk_dev_admin");
    }

    /** As {@link Versions#promote} says. */
    boolean promote(List<ModelReference> versions, String reason, String by) {
        Map<String, ModelReference> before = new HashMap<>();
        for (ModelReference version : versions) {
            Optional<ModelReference> champion =
                    aliases.find(version.name(), Alias.CHAMPION).map(AliasRevision::reference);
            if (!promote(version, reason, by)) {
                before.values()
                        .forEach(one -> promote(one, version + " could not be promoted", by));
                return false;
            }
            champion.ifPresent(former -> before.put(version.name(), former));
        }
        watches.begin(versions, before);
        return true;
    }

    private boolean promote(ModelReference version, String reason, String by) {
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
