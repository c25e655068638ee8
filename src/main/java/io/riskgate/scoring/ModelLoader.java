package io.riskgate.scoring;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import io.riskgate.registry.RegistrySettings;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.concurrent.atomic.AtomicBoolean;

/** Turns model files into loaded models, on the device that answers sooner. */
@Component
class ModelLoader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

    private final ScoringSettings settings;
    private final long maxBytes;
    private final Watchdog watchdog = new Watchdog();
    private final AtomicBoolean cudaMissing = new AtomicBoolean();

    ModelLoader(ScoringSettings settings, RegistrySettings registry) {
        this.settings = settings;
        this.maxBytes = registry.maxModelSize().toBytes();
    }

    /**
     * Loads a file.
     *
     * @param columns the width its input must have
     * @throws UnacceptableModelException with what was found and what is accepted
     */
    Loaded load(byte[] content, int columns) throws UnacceptableModelException {
        OnnxFile file = OnnxFile.read(content, maxBytes);
        return new Loaded(file, fastest(file, content, columns));
    }

    private OnnxModel fastest(OnnxFile file, byte[] content, int columns)
            throws UnacceptableModelException {
        OnnxModel cuda = onCuda(file, content, columns);
        if (cuda != null && settings.device() == ScoringSettings.Device.CUDA) {
            return cuda;
        }
        OnnxModel cpu = load(content, columns, false);
        if (cuda == null) {
            return cpu;
        }
        boolean sooner = Trial.median(cuda) < Trial.median(cpu);
        (sooner ? cpu : cuda).release();
        return sooner ? cuda : cpu;
    }

    /* The runtime has no CUDA kernels for trees: they would be copied there and back for nothing. */
    private @Nullable OnnxModel onCuda(OnnxFile file, byte[] content, int columns) {
        if (settings.device() == ScoringSettings.Device.CPU) {
            return null;
        }
        boolean asked = settings.device() == ScoringSettings.Device.CUDA;
        if (!OnnxEnvironment.hasCuda()) {
            noteMissing(asked, "the ONNX runtime on the class path is built for the CPU only");
            return null;
        }
        if (!asked && file.hasTrees()) {
            return null;
        }
        try {
            return load(content, columns, true);
        } catch (UnacceptableModelException e) {
            noteMissing(asked, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void noteMissing(boolean asked, String why) {
        if (asked && cudaMissing.compareAndSet(false, true)) {
            log.warn("CUDA was asked for, models run on the CPU: {}", why);
        }
    }

    /** Whether CUDA was asked for and could not be had. */
    boolean isCudaMissing() {
        return cudaMissing.get();
    }

    private OnnxModel load(byte[] content, int columns, boolean cuda)
            throws UnacceptableModelException {
        OrtSession session = null;
        try (OrtSession.SessionOptions options = options(cuda)) {
            session = OnnxEnvironment.get().createSession(content, options);
            ModelShape shape = ShapeProbe.of(session, columns);
            OnnxModel model = new OnnxModel(session, shape, cuda, watchdog);
            session = null;
            return model;
        } catch (OrtException e) {
            throw new UnacceptableModelException(
                    "a model the runtime does not take (" + OnnxEnvironment.message(e) + ")",
                    "an ONNX model that ONNX Runtime "
                            + OnnxEnvironment.get().getVersion()
                            + " runs");
        } finally {
            close(session);
        }
    }

    private static OrtSession.SessionOptions options(boolean cuda) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        if (cuda) {
            options.addCUDA();
        }
        return options;
    }

    private static void close(@Nullable OrtSession session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            log.warn("A refused model could not be closed: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        watchdog.close();
    }

    /** A file and the model it became. */
    record Loaded(OnnxFile file, OnnxModel model) {}
}
