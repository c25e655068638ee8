package io.riskgate.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;

import io.riskgate.Riskgate;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Each module uses what it declares, and of that only the public door. */
class ModulesTests {

    @Test
    void modulesKeepToWhatTheyDeclare() {
        ApplicationModules.of(Riskgate.class).verify();
    }

    @Test
    void anUndeclaredDependencyIsFound() {
        var planted =
                ApplicationModules.of(
                        "io.riskgate.house.planted.modules", new ImportOption.OnlyIncludeTests());
        assertThat(planted.detectViolations().getMessages())
                .anyMatch(message -> message.contains("undeclared"));
    }
}
