package io.riskgate.feature;

import java.util.List;

/**
 * How much is in every window over events: all windows of a stream in one pass, from the newest
 * event backwards, each edge looked for from where the one before was found.
 */
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
        gathered = new Amounts[layout.windows()];
        isGathered = new boolean[layout.windows()];
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = new Amounts();
        }
    }

    void measure() {
        for (Layout.Stream stream : streams) {
            Profile profile = reading.known(stream);
            if (profile == null) {
                empty(stream);
            } else {
                place(stream, profile);
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
        boolean alone = profile.rare == null;
        boolean isOwn = !stream.amounts || lane.currency() == reading.currency;
        if (!alone && !isOwn) {
            isOwn = goToOwn(lane, stream, profile);
        }
        hasOwn[stream.number] = isOwn;
        long before = Long.MAX_VALUE;
        int most = lane.size;
        for (Window window : stream.windows) {
            int number = window.number();
            int to = lane.upTo(rights[number]);
            long left = lefts[number];
            most = lane.upTo(left, left <= before ? most : lane.size);
            before = left;
            froms[number] = most;
            tos[number] = Math.max(most, to);
            counts[number] = tos[number] - most;
            isGathered[number] = false;
        }
        if (!alone) {
            for (Window window : stream.windows) {
                int number = window.number();
                counts[number] =
                        reading.events.count(profile, stream, lefts[number], rights[number]);
            }
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
