package io.riskgate.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import org.junit.jupiter.api.Test;

/** Packages: no cycles between any two, and adapters known to nobody. */
class PackagesTests {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.riskgate");

    private static final ArchRule NO_CYCLES =
            slices().assignedFrom(new EachPackage())
                    .should()
                    .beFreeOfCycles()
                    .because("packages in a cycle can only be understood and changed together");

    private static final String[] ADAPTERS = {"..web..", "..kafka..", "..onnx..", "..jdbc.."};

    private static final ArchRule ADAPTERS_ARE_UNKNOWN =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ADAPTERS)
                    .should()
                    .dependOnClassesThat(
                            new com.tngtech.archunit.base.DescribedPredicate<>("are our adapters") {
                                @Override
                                public boolean test(JavaClass target) {
                                    return target.getPackageName()
                                            .matches(
                                                    "io\\.riskgate\\..*\\.(web|kafka|onnx|jdbc)(\\..*)?");
                                }
                            })
                    .because("a module must not know by which technology it is reached");

    @Test
    void noPackagesInACycle() {
        NO_CYCLES.check(MAIN);
    }

    @Test
    void aCycleIsFound() {
        assertThat(NO_CYCLES.evaluate(planted("cycle")).hasViolation()).isTrue();
    }

    @Test
    void nobodyKnowsAnAdapter() {
        ADAPTERS_ARE_UNKNOWN.check(MAIN);
    }

    @Test
    void aKnownAdapterIsFound() {
        assertThat(ADAPTERS_ARE_UNKNOWN.evaluate(planted("adapter")).hasViolation()).isTrue();
    }

    private static JavaClasses planted(String violation) {
        return new ClassFileImporter().importPackages("io.riskgate.house.planted." + violation);
    }

    private static final class EachPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("io.riskgate")
                    ? SliceIdentifier.of(javaClass.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
