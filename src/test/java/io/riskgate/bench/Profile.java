package io.riskgate.bench;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the service's processor time goes, by the stage that asked for it: samples of JFR. */
final class Profile {

    /*
     * A sample belongs to the innermost frame of ours on its stack, so that the work of a library counts for who called
     * it; a stack without one belongs to its thread.
     */
    private static final String OURS = "io.riskgate.";
    private static final int TOP = 24;

    private final Path folder;
    private final Map<String, Integer> samples = new HashMap<>();

    private Profile(Path folder) {
        this.folder = folder;
    }

    /** Has a service record itself into a folder from its next start on. */
    static Profile of(LocalService service, Path folder) throws IOException {
        Files.createDirectories(folder);
        service.with(
                "JAVA_TOOL_OPTIONS",
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + folder.toAbsolutePath()
                        + "/%p.jfr");
        return new Profile(folder);
    }

    /** The shares of what ran between two moments, once the process with this number has ended. */
    String between(Instant from, Instant to, long pid) throws IOException {
        try (RecordingFile file = new RecordingFile(folder.resolve(pid + ".jfr"))) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                String name = event.getEventType().getName();
                if (isRunning(name, event)
                        && event.getStartTime().isAfter(from)
                        && event.getStartTime().isBefore(to)) {
                    add(event);
                }
            }
        }
        double all = samples.values().stream().mapToInt(Integer::intValue).sum();
        Stream<Map.Entry<String, Integer>> most =
                samples.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(TOP);
        return most.map(one -> "  %5.1f %%  %s".formatted(100 * one.getValue() / all, one.getKey()))
                .collect(
                        Collectors.joining(
                                "\n", "samples of the service (%,.0f):\n".formatted(all), ""));
    }

    /* Of what is sampled in native code only the model runs; all else there waits. */
    private static boolean isRunning(String name, RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        return stack != null
                && (name.equals("jdk.ExecutionSample")
                        || name.equals("jdk.NativeMethodSample")
                                && type(stack.getFrames().getFirst()).startsWith("ai.onnxruntime"));
    }

    private void add(RecordedEvent event) {
        samples.merge(place(event, event.getStackTrace()), 1, Integer::sum);
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    private static String place(RecordedEvent event, RecordedStackTrace stack) {
        for (RecordedFrame frame : stack.getFrames()) {
            String type = type(frame);
            if (type.startsWith(OURS)) {
                return type.substring(OURS.length()) + "." + frame.getMethod().getName();
            }
        }
        RecordedThread thread = event.getThread("sampledThread");
        String name = thread == null ? null : thread.getJavaName();
        return "thread " + (name == null || name.isEmpty() ? "virtual" : kind(name));
    }

    private static String kind(String thread) {
        return thread.replaceAll("[0-9]+", "*");
    }
}
