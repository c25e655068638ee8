package io.riskgate.deployment;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every setting the service knows, by the environment variable that sets it. */
final class Settings {

    /** Read by the Java launcher and by the command line, not as Spring's settings. */
    private static final Set<String> OTHERS = Set.of("JDK_JAVA_OPTIONS", "RISKGATE_KEY");

    private static final Set<String> NAMES = new HashSet<>();
    private static final Set<String> MAPS = new HashSet<>();

    static {
        try {
            for (String file :
                    Set.of(
                            "META-INF/spring-configuration-metadata.json",
                            "META-INF/additional-spring-configuration-metadata.json")) {
                for (URL url :
                        Collections.list(Settings.class.getClassLoader().getResources(file))) {
                    try (InputStream in = url.openStream()) {
                        JsonMapper.shared().readTree(in).path("properties").forEach(Settings::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Settings() {}

    /** Whether this environment variable sets something. */
    static boolean isKnown(String variable) {
        return OTHERS.contains(variable)
                || NAMES.contains(variable)
                || MAPS.stream().anyMatch(map -> variable.startsWith(map + "_"));
    }

    /* Dashes may be left out of a variable's name or stand in it as underscores. */
    private static void add(JsonNode property) {
        String name = property.path("name").asString().toUpperCase(Locale.ROOT).replace('.', '_');
        for (String variable : List.of(name.replace("-", ""), name.replace('-', '_'))) {
            NAMES.add(variable);
            if (property.path("type").asString("").startsWith("java.util.Map")) {
                MAPS.add(variable);
            }
        }
    }
}
