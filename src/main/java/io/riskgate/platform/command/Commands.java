package io.riskgate.platform.command;

import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.Objects;

/**
 * The commands that the modules bring: every class annotated with {@link Command} in a package
 * below the application's, found by its annotation so that no module need know the command line.
 */
final class Commands {

    private Commands() {}

    static List<Class<?>> of(Class<?> application) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Command.class));
        String own = Commands.class.getPackageName();
        return scanner.findCandidateComponents(application.getPackageName()).stream()
                .map(found -> Objects.requireNonNull(found.getBeanClassName()))
                .filter(name -> !name.startsWith(own + "."))
                .sorted()
                .<Class<?>>map(
                        name -> ClassUtils.resolveClassName(name, application.getClassLoader()))
                .toList();
    }
}
