package io.riskgate.platform.quickstart;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Another program in the place of this one: the process, its number, its parent, its environment
 * and its standard streams stay. A child instead would outlive a parent that is killed.
 */
final class Execution {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final int SET_DESCRIPTOR_FLAGS = 2;
    private static final int CLOSE_ON_EXECUTION = 1;
    private static final int FIRST_OWN = 3;

    private Execution() {}

    /**
     * Does not return.
     *
     * @throws IOException where the system does not start that program; this one goes on
     */
    static void replace(String program, List<String> words) throws IOException {
        MethodHandle execute =
                function(
                        "execv",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment line = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
            for (int word = 0; word < words.size(); word++) {
                line.setAtIndex(ValueLayout.ADDRESS, word, arena.allocateFrom(words.get(word)));
            }
            closeFilesOnExecution();
            int status = (int) execute.invokeExact(arena.allocateFrom(program), line);
            throw new IOException(program + " cannot be started in place (" + status + ")");
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /* Java closes what it has open in a child, and does not expect to be replaced. */
    private static void closeFilesOnExecution() throws Throwable {
        MethodHandle control =
                function(
                        "fcntl",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path file : open) {
                int number = Integer.parseInt(file.getFileName().toString());
                if (number >= FIRST_OWN) {
                    int _ =
                            (int)
                                    control.invokeExact(
                                            number, SET_DESCRIPTOR_FLAGS, CLOSE_ON_EXECUTION);
                }
            }
        }
    }

    private static MethodHandle function(
            String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
