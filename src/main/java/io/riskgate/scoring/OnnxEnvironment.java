package io.riskgate.scoring;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * The one ONNX runtime of this process. Nobody else may open it: what is set here counts only for
 * the first to ask.
 */
public final class OnnxEnvironment {

    private static final Logger log = LoggerFactory.getLogger(OnnxEnvironment.class);

    /* Every error also comes as an exception; a failing model must not fill the log. */
    private static final OrtLoggingLevel LOGGED = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    private static final OrtEnvironment ENVIRONMENT = open();

    private OnnxEnvironment() {}

    /** The runtime; never closed. */
    public static OrtEnvironment get() {
        return ENVIRONMENT;
    }

    /** Whether the runtime on the class path was built for CUDA; says nothing of a device. */
    static boolean hasCuda() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    private static OrtEnvironment open() {
        refuseTelemetry();
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(LOGGED, OrtEnvironment.DEFAULT_NAME);
        keepPastShutdown();
        return environment;
    }

    /*
     * From 1.29 on the runtime reports its use to its maker unless this variable is set before it
     * is opened. A payment service tells nobody what it runs; besides, the report takes the
     * process's command line apart with a recursive expression, and one of 20 kB (a class path is
     * easily that long) ends the process. Java cannot set a variable of its own process, libc can.
     */
    private static void refuseTelemetry() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle set =
                    linker.downcallHandle(
                            setenv.get(),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT));
            int _ =
                    (int)
                            set.invokeExact(
                                    arena.allocateFrom("ORT_DISABLE_TELEMETRY"),
                                    arena.allocateFrom("1"),
                                    1);
        } catch (Throwable e) {
            log.warn("The ONNX runtime may report its use; set ORT_DISABLE_TELEMETRY=1", e);
        }
    }

    /*
     * The runtime's Java binding releases the environment in a JVM shutdown hook of its own, which
     * runs beside Spring's: a model that is loaded or called while the service drains would use
     * freed memory. The native environment counts its holders; one more that is never given back
     * keeps it until the process is gone. Where the binding has changed, shutdown is as it was.
     */
    private static void keepPastShutdown() {
        try {
            Field api =
                    Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method hold =
                    OrtEnvironment.class.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            hold.setAccessible(true);
            int level = LOGGED.getValue();
            hold.invoke(null, api.getLong(null), level, OrtEnvironment.DEFAULT_NAME);
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.info("The ONNX environment ends with the JVM's shutdown hooks: {}", e.toString());
        }
    }

    /** The runtime's message without its source file and line. */
    static String message(OrtException failure) {
        String message = String.valueOf(failure.getMessage());
        int path = message.lastIndexOf(".cc:");
        int end = path < 0 ? -1 : message.indexOf(' ', path);
        return end < 0 ? message : message.substring(end + 1);
    }
}
