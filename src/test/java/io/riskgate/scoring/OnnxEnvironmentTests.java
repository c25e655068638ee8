package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** The runtime reports to nobody, and opens however the process was started. */
class OnnxEnvironmentTests {

    @Test
    void aLongCommandLineDoesNotEndTheProcess() throws Exception {
        ProcessBuilder java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dpadding=" + "/a/class/path.jar:".repeat(2_500),
                                Opening.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        java.environment().remove("ORT_DISABLE_TELEMETRY");
        assertThat(java.start().waitFor()).isZero();
    }

    /** Opens the runtime; fails where it was not told to be silent. */
    static final class Opening {

        private Opening() {}

        public static void main(String[] arguments) throws Throwable {
            OnnxEnvironment.get();
            Linker linker = Linker.nativeLinker();
            var getenv =
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("getenv"),
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            try (var arena = Arena.ofConfined()) {
                MemorySegment value =
                        (MemorySegment)
                                getenv.invokeExact(arena.allocateFrom("ORT_DISABLE_TELEMETRY"));
                System.exit(value.equals(MemorySegment.NULL) ? 2 : 0);
            }
        }
    }
}
