package io.riskgate.feature;

import java.util.Arrays;
import java.util.List;

/** How much is in every window over events: all windows of a stream in one pass. */
final class Windows {

    private final Reading reading;
    private final Layout.Stream[] streams;
    private final Lane[] own;
    private final boolean[] hasOwn;
    private final long[] lefts;
    private final long[] rights;
    private final int[] froms;
    private final int[] tos;
    private final long[] counts;

    /* By window: its edges among those of its stream, 0 for the transaction's own moment. */
    private final int[] leftEdges;
    private final int[] rightEdges;
    private final int[] rows;
    private final Amounts total = new Amounts();
    private final Amounts[] gathered;
    private final boolean[] isGathered;

    Windows(Layout layout, Reading reading) {
        this.reading = reading;
        List<Layout.Stream> all =
                layout.streams().stream().filter(one -> one.windows.length > 0).toList();
        streams = all.toArray(Layout.Stream[]::new);
        own = new Lane[layout.streams().size()];
        hasOwn = new boolean[own.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = new Lane();
        }
        lefts = new long[layout.windows()];
        rights = new long[layout.windows()];
        froms = new int[layout.windows()];
        tos = new int[layout.windows()];
        counts = new long[layout.windows()];
        leftEdges = new int[layout.windows()];
        rightEdges = new int[layout.windows()];
        rows = new int[1 + 2 * layout.windows()];
        gathered = new Amounts[layout.windows()];
        isGathered = new boolean[layout.windows()];
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = new Amounts();
        }
        all.forEach(this::noteEdges);
    }

    private void noteEdges(Layout.Stream stream) {
        for (Window window : stream.windows) {
            int number = window.number();
            leftEdges[number] =
                    1 + Arrays.binarySearch(stream.edges, window.delay() + window.over());
            rightEdges[number] =
                    window.delay() == 0 ? 0 : 1 + Arrays.binarySearch(stream.edges, window.delay());
        }
    }

    void measure() {
        for (Layout.Stream stream : streams) {
            Profile profile = reading.known(stream);
            if (profile == null) {
                empty(stream);
            } else {
                measure(stream, profile);
            }
        }
    }

    private void empty(Layout.Stream stream) {
        hasOwn[stream.number] = false;
        for (Window window : stream.windows) {
            counts[window.number()] = 0;
            isGathered[window.number()] = false;
        }
    }

    /* Where the windows begin and end. */
    private void place(Layout.Stream stream, Profile profile) {
        long edge = reading.edge(profile, stream.events);
        boolean folded = profile.foldLine(stream.events.place) != Profile.NEVER;
        for (Window window : stream.windows) {
            long right = window.right(reading);
            long left = right - window.over();
            if (left < edge || folded) {
                left = reading.left(profile, window);
                right = reading.snapped(profile, stream, right);
            }
            lefts[window.number()] = left;
            rights[window.number()] = right;
        }
    }

    private void measure(Layout.Stream stream, Profile profile) {
        Lane lane = own[stream.number];
        lane.go(profile, stream.events);
        hasOwn[stream.number] = !stream.amounts || lane.currency() == reading.currency;
        Rare rare = profile.rare;
        if (rare == null || rare.isPlain(stream.events.place)) {
            long furthest = reading.millis - stream.edges[stream.edges.length - 1];
            if (furthest >= reading.edge(profile, stream.events)) {
                follow(stream, lane);
                return;
            }
        }
        place(stream, profile);
        search(stream, profile, lane);
    }

    /* The usual: one currency, nothing folded, all windows as long as they should be. */
    private void follow(Layout.Stream stream, Lane lane) {
        rows[0] = lane.upTo(reading.millis);
        for (int edge = 0; edge < stream.edges.length; edge++) {
            rows[edge + 1] = lane.edge(edge, reading.millis - stream.edges[edge]);
        }
        for (Window window : stream.windows) {
            set(window, rows[leftEdges[window.number()]], rows[rightEdges[window.number()]]);
        }
    }

    private void set(Window window, int from, int to) {
        int number = window.number();
        long right = window.right(reading);
        rights[number] = right;
        lefts[number] = right - window.over();
        froms[number] = from;
        tos[number] = to;
        counts[number] = to - from;
        isGathered[number] = false;
    }

    private void search(Layout.Stream stream, Profile profile, Lane lane) {
        boolean alone = profile.rare == null;
        if (!alone && !hasOwn[stream.number]) {
            hasOwn[stream.number] = goToOwn(lane, stream, profile);
        }
        for (Window window : stream.windows) {
            int number = window.number();
            froms[number] = lane.upTo(lefts[number]);
            tos[number] = Math.max(froms[number], lane.upTo(rights[number]));
            counts[number] =
                    alone
                            ? tos[number] - froms[number]
                            : reading.events.count(profile, stream, lefts[number], rights[number]);
            isGathered[number] = false;
        }
    }

    private boolean goToOwn(Lane lane, Layout.Stream stream, Profile profile) {
        Lane found = reading.events.find(profile, stream, reading.currency);
        if (found != null) {
            lane.go(profile, stream.key, found.place);
        }
        return found != null;
    }

    long count(Window window) {
        return counts[window.number()];
    }

    Amounts totals(Window window) {
        int number = window.number();
        int stream = window.stream().number;
        boolean itself = window.holdsItself(reading);
        total.count = itself ? 1 : 0;
        total.sum = itself ? reading.minor : 0;
        if (hasOwn[stream]) {
            Lane lane = own[stream];
            total.count += tos[number] - froms[number];
            total.sum += lane.sum(froms[number], tos[number]);
            Folds folds = lane.folds();
            if (folds != null) {
                folds.gather(lefts[number], rights[number], foldLine(lane, window), total);
            }
        }
        return total;
    }

    Amounts amounts(Window window) {
        int number = window.number();
        Amounts amounts = gathered[number];
        if (!isGathered[number]) {
            isGathered[number] = true;
            gather(window, amounts);
        }
        return amounts;
    }

    private void gather(Window window, Amounts into) {
        int number = window.number();
        into.clear();
        if (window.holdsItself(reading)) {
            into.add(reading.minor);
        }
        Lane lane = hasOwn[window.stream().number] ? own[window.stream().number] : null;
        if (lane != null) {
            for (int row = froms[number]; row < tos[number]; row++) {
                into.add(lane.amount(row));
            }
            Folds folds = lane.folds();
            if (folds != null) {
                folds.gather(lefts[number], rights[number], foldLine(lane, window), into);
            }
        }
    }

    private static long foldLine(Lane lane, Window window) {
        return lane.profile.foldLine(window.stream().events.place);
    }

    long frauds(Window window, Frauds frauds) {
        return frauds.count(lefts[window.number()], rights[window.number()], reading.millis);
    }
}
