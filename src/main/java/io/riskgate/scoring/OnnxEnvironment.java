package io.riskgate.scoring;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** The one runtime of this process. */
public final class OnnxEnvironment {

    private static final Logger log = LoggerFactory.getLogger(OnnxEnvironment.class);

    private static final OrtEnvironment ENVIRONMENT = open();

    private OnnxEnvironment() {}

    /** It, created by the first caller. */
    public static OrtEnvironment get() {
        return ENVIRONMENT;
    }

    /** Whether the runtime on the class path was built for CUDA; says nothing of a device. */
    static boolean hasCuda() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    private static OrtEnvironment open() {
        OrtEnvironment environment =
                DeepStack.environment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        keepPastShutdown();
        return environment;
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
            int level = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR.getValue();
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
