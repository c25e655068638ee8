package io.riskgate.training;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * How the trainer's threads wait for one another.
 *
 * <p>They spin by default, which costs a busy machine what it has least of: whoever has a core
 * waits for one who has none. Told to sleep, they train as fast on an idle machine and several
 * times faster on a busy one. OpenMP reads the setting once, when it is loaded.
 */
final class OpenMp {

    private static final String SETTING = "OMP_WAIT_POLICY";

    private OpenMp() {}

    /** Has no effect after the trainer was first used, and none on a setting that is there. */
    static void waitAsleep() {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            var set =
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("setenv"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT));
            int failed =
                    (int)
                            set.invokeExact(
                                    arena.allocateFrom(SETTING), arena.allocateFrom("passive"), 0);
            if (failed != 0) {
                throw new IllegalStateException(SETTING + " cannot be set");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(SETTING + " cannot be set", e);
        }
    }
}
