package io.riskgate.simulation;

import java.util.PriorityQueue;

/** What is going to happen, earliest first; among equals, what was planned first. */
final class Agenda {

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long planned;

    void plan(double millis, Runnable what) {
        entries.add(new Entry((long) millis, planned++, what));
    }

    Entry next() {
        return entries.remove();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    record Entry(long millis, long number, Runnable what) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(millis, other.millis);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
