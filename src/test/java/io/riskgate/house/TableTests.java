package io.riskgate.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of modules in the documentation of the root package says what the modules themselves
 * declare.
 */
class TableTests {

    private static final Path ROOT = Sources.MAIN.resolve("io/riskgate");
    private static final Pattern ROW =
            Pattern.compile("<td>\\{@code (\\w+)}</td><td>([^<]*)</td><td>([^<]*)</td>");
    private static final Set<String> COMMON = Set.of("transaction", "metric");

    @Test
    void theTableSaysWhatTheModulesDeclare() throws Exception {
        assertThat(table(Sources.text(ROOT.resolve("package-info.java")))).isEqualTo(declared());
    }

    @Test
    void anotherTableIsNoticed() throws Exception {
        String table =
                Sources.text(ROOT.resolve("package-info.java"))
                        .replaceFirst("<td>feature, registry</td>", "<td>feature, casework</td>");
        assertThat(table(table)).isNotEqualTo(declared());
    }

    private static Map<String, Set<String>> table(String documentation) {
        Map<String, Set<String>> rows = new TreeMap<>();
        String onOneLine = documentation.replaceAll("\\s*\\R \\*\\s*", " ").replace("> <", "><");
        Matcher row = ROW.matcher(onOneLine);
        while (row.find()) {
            rows.put(row.group(1), names(row.group(3)));
        }
        return rows;
    }

    private static Map<String, Set<String>> declared() throws Exception {
        Map<String, Set<String>> modules = new LinkedHashMap<>();
        for (String name : packages()) {
            var module =
                    Class.forName("io.riskgate." + name + ".package-info")
                            .getAnnotation(ApplicationModule.class);
            assertThat(module).as(name).isNotNull();
            String may = String.join(",", module.allowedDependencies());
            modules.put(name, names(may.equals(ApplicationModule.OPEN_TOKEN) ? "all" : may));
        }
        return new TreeMap<>(modules);
    }

    private static Set<String> names(String list) {
        Set<String> names = new TreeSet<>(Set.of(list.strip().split("\\s*,\\s*")));
        names.removeAll(COMMON);
        names.removeAll(Set.of("", "–"));
        return names;
    }

    private static Set<String> packages() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            Set<String> names = new TreeSet<>();
            folders.filter(Files::isDirectory).forEach(folder -> names.add(name(folder)));
            return names;
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
