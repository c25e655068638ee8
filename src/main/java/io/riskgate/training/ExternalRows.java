package io.riskgate.training;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A matrix in a file, as XGBoost trains on it without holding it in memory: it is given portions by
 * their addresses in the mapped file and keeps its own pages in a cache on disk.
 *
 * <p>XGBoost4J has no door to this, so its library's C interface is called ("Using XGBoost External
 * Memory Version" and "XGDMatrixCreateFromCallback" in the XGBoost documentation).
 */
final class ExternalRows extends DMatrix implements AutoCloseable {

    private static final int PORTION = 1 << 16;
    private static final int MORE = 1;
    private static final int NO_MORE = 0;

    private final Path cache;

    private ExternalRows(long handle, Path cache) {
        super(handle);
        this.cache = cache;
    }

    /**
     * Reads the matrix once into the cache.
     *
     * @param folder where the cache may lie
     */
    static ExternalRows of(Matrix rows, float[] labels, int threads, Path folder)
            throws XGBoostError {
        try (Arena arena = Arena.ofConfined()) {
            Path cache = Files.createTempDirectory(folder, "trees");
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            check(Api.CREATE_PROXY, out);
            MemorySegment proxy = out.get(ValueLayout.ADDRESS, 0);
            Portions portions = new Portions(rows, labels, proxy, arena);
            String settings =
                    "{\"missing\": NaN, \"nthread\": %d, \"cache_prefix\": \"%s\"}"
                            .formatted(threads, cache.resolve("page"));
            check(
                    Api.CREATE,
                    MemorySegment.NULL,
                    proxy,
                    portions.resetStub(),
                    portions.nextStub(),
                    arena.allocateFrom(settings),
                    out);
            long handle = out.get(ValueLayout.JAVA_LONG, 0);
            check(Api.FREE, proxy);
            return new ExternalRows(handle, cache);
        } catch (IOException e) {
            throw new XGBoostError("there is no room for the cache in " + folder, e);
        }
    }

    @Override
    public void close() throws IOException {
        dispose();
        try (Stream<Path> pages = Files.list(cache)) {
            for (Path page : pages.toList()) {
                Files.delete(page);
            }
        }
        Files.delete(cache);
    }

    private static void check(MethodHandle function, Object... arguments) throws XGBoostError {
        int failed;
        try {
            failed = (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new XGBoostError("XGBoost cannot be called", e);
        }
        if (failed != 0) {
            throw new XGBoostError("XGBoost refused rows in a file: " + Api.lastError());
        }
    }

    /** What XGBoost calls to be given one portion after the other. */
    private static final class Portions {

        private final Matrix rows;
        private final MemorySegment labels;
        private final MemorySegment proxy;
        private final Arena arena;
        private int next;

        Portions(Matrix rows, float[] labels, MemorySegment proxy, Arena arena) {
            this.rows = rows;
            this.labels = arena.allocateFrom(ValueLayout.JAVA_FLOAT, labels);
            this.proxy = proxy;
            this.arena = arena;
        }

        MemorySegment resetStub() {
            return stub("reset", MethodType.methodType(void.class, MemorySegment.class), true);
        }

        MemorySegment nextStub() {
            return stub("next", MethodType.methodType(int.class, MemorySegment.class), false);
        }

        private MemorySegment stub(String name, MethodType type, boolean isVoid) {
            try {
                MethodHandle method =
                        MethodHandles.lookup().findVirtual(Portions.class, name, type).bindTo(this);
                return Api.LINKER.upcallStub(
                        method,
                        isVoid
                                ? FunctionDescriptor.ofVoid(ValueLayout.ADDRESS)
                                : FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
                        arena);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("there is a method " + name, e);
            }
        }

        void reset(MemorySegment unused) {
            next = 0;
        }

        int next(MemorySegment unused) {
            if (next >= rows.rows()) {
                return NO_MORE;
            }
            int count = Math.min(PORTION, rows.rows() - next);
            long rowBytes = (long) rows.columns() * Float.BYTES;
            try (Arena call = Arena.ofConfined()) {
                String values = array(rows.file(), next * rowBytes, count, rows.columns());
                check(Api.SET_ROWS, proxy, call.allocateFrom(values));
                String truth = array(labels, (long) next * Float.BYTES, count, 1);
                check(Api.SET_LABELS, proxy, call.allocateFrom("label"), call.allocateFrom(truth));
            } catch (XGBoostError e) {
                return -1;
            }
            next += count;
            return MORE;
        }

        private static String array(MemorySegment of, long offset, int rows, int columns) {
            return "{\"data\": [%d, true], \"shape\": [%d, %d], \"typestr\": \"<f4\", \"version\": 3}"
                    .formatted(of.address() + offset, rows, columns);
        }
    }

    /** The functions of the library that XGBoost4J has loaded. */
    private static final class Api {

        static final Linker LINKER = Linker.nativeLinker();
        static final MethodHandle CREATE_PROXY = function("XGProxyDMatrixCreate", 1);
        static final MethodHandle CREATE = function("XGDMatrixCreateFromCallback", 6);
        static final MethodHandle SET_ROWS = function("XGProxyDMatrixSetDataDense", 2);
        static final MethodHandle SET_LABELS = function("XGDMatrixSetInfoFromInterface", 3);
        static final MethodHandle FREE = function("XGDMatrixFree", 1);
        private static final MethodHandle LAST_ERROR =
                LINKER.downcallHandle(
                        symbol("XGBGetLastError"), FunctionDescriptor.of(ValueLayout.ADDRESS));

        private static MethodHandle function(String name, int addresses) {
            ValueLayout[] parameters = new ValueLayout[addresses];
            java.util.Arrays.fill(parameters, ValueLayout.ADDRESS);
            return LINKER.downcallHandle(
                    symbol(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters));
        }

        private static MemorySegment symbol(String name) {
            return SymbolLookup.loaderLookup().findOrThrow(name);
        }

        static String lastError() {
            try {
                MemorySegment text = (MemorySegment) LAST_ERROR.invokeExact();
                return text.reinterpret(Long.MAX_VALUE).getString(0);
            } catch (Throwable e) {
                return e.toString();
            }
        }
    }
}
