package io.riskgate.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.Riskgate;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The diagram in ARCHITECTURE.md is drawn from the code: which module really uses which. {@code
 * -Ddiagram.write=true} redraws it.
 */
class DiagramTests {

    private static final Path PAGE = Path.of("ARCHITECTURE.md");
    private static final Pattern DIAGRAM =
            Pattern.compile("(?<=```mermaid\\n)flowchart LR\\n.*?(?=```)", Pattern.DOTALL);
    private static final Set<String> USED_BY_ALL = Set.of("transaction", "metric");
    private static final Set<String> LEFT_OUT = Set.of("platform", "root:io.riskgate");

    @Test
    void theDiagramShowsTheCode() throws Exception {
        String drawn = draw();
        String page = Files.readString(PAGE);
        Matcher diagram = DIAGRAM.matcher(page);
        assertThat(diagram.find()).isTrue();
        if (Boolean.getBoolean("diagram.write")) {
            Files.writeString(PAGE, diagram.replaceFirst(Matcher.quoteReplacement(drawn)));
            return;
        }
        assertThat(diagram.group()).as("redraw with -Ddiagram.write=true").isEqualTo(drawn);
    }

    private static String draw() {
        ApplicationModules modules = ApplicationModules.of(Riskgate.class);
        Set<String> arrows = new TreeSet<>();
        modules.stream()
                .filter(module -> !LEFT_OUT.contains(name(module)))
                .forEach(module -> arrows.addAll(arrows(module, modules)));
        return "flowchart LR\n" + String.join("", arrows);
    }

    private static Set<String> arrows(ApplicationModule module, ApplicationModules modules) {
        Set<String> arrows = new TreeSet<>();
        module.getDirectDependencies(modules, DependencyType.values())
                .uniqueModules()
                .map(DiagramTests::name)
                .filter(used -> !USED_BY_ALL.contains(used) && !used.equals(name(module)))
                .forEach(used -> arrows.add("    " + name(module) + " --> " + used + "\n"));
        return arrows;
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
