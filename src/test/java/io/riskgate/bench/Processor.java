package io.riskgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processor time of the service by thread, of its children and of this client (Linux). */
record Processor(Map<String, Double> processes, Map<String, Double> threads) {

    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int MOST = 12;

    /** What they have used up to now. */
    static Processor of(ProcessHandle service) throws IOException {
        Map<String, Double> processes = new LinkedHashMap<>();
        add(processes, "service", Path.of("/proc", "" + service.pid()));
        for (ProcessHandle child : service.descendants().toList()) {
            add(processes, name(child), Path.of("/proc", "" + child.pid()));
        }
        add(processes, "client", Path.of("/proc/self"));
        return new Processor(processes, threads(service));
    }

    private static Map<String, Double> threads(ProcessHandle service) throws IOException {
        Map<String, Double> threads = new TreeMap<>();
        List<Path> tasks;
        try (Stream<Path> found = Files.list(Path.of("/proc", "" + service.pid(), "task"))) {
            tasks = found.toList();
        }
        for (Path task : tasks) {
            add(threads, threadName(task), task);
        }
        return threads;
    }

    /** What was used since, in microseconds for each of so many decisions. */
    String since(Processor before, long decisions) {
        double sum =
                processes.values().stream().mapToDouble(Double::doubleValue).sum()
                        - before.processes.values().stream().mapToDouble(Double::doubleValue).sum();
        return "processor time a decision in µs: %.1f together; %s%n  the service's by thread: %s"
                .formatted(
                        sum * 1e6 / decisions,
                        shares(processes, before.processes, decisions),
                        shares(threads, before.threads, decisions));
    }

    private static String shares(
            Map<String, Double> now, Map<String, Double> before, long decisions) {
        Map<String, Double> used = new LinkedHashMap<>();
        now.forEach((name, time) -> used.put(name, time - before.getOrDefault(name, 0.0)));
        return used.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST)
                .map(one -> "%s %.1f".formatted(one.getKey(), one.getValue() * 1e6 / decisions))
                .collect(Collectors.joining(", "));
    }

    private static String name(ProcessHandle child) {
        if (child.info().command().orElse("").endsWith("java")) {
            return "broker";
        }
        try {
            return postgres(Files.readString(Path.of("/proc", "" + child.pid(), "cmdline")));
        } catch (IOException ended) {
            return "PostgreSQL";
        }
    }

    /* Its processes say what they are for; one that serves a connection is known by its number alone. */
    private static String postgres(String title) {
        return title.startsWith("postgres: riskgate") ? "PostgreSQL's connections" : "PostgreSQL";
    }

    private static String threadName(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip().replaceAll("[0-9]+", "*");
        } catch (IOException ended) {
            return "ended";
        }
    }

    /* What ends between the listing and the reading adds nothing. */
    private static void add(Map<String, Double> seconds, String name, Path of) {
        double used = 0;
        try {
            String text = Files.readString(of.resolve("stat"));
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
            used = ticks / TICKS_A_SECOND;
        } catch (IOException ended) {
            used = 0;
        }
        seconds.merge(name, used, Double::sum);
    }
}
