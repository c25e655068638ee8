package io.riskgate.feature;

/** What is known of one entity: its events by stream. */
final class Profile {

    static final long NEVER = Long.MIN_VALUE;

    final Object key;
    final EventStream[] streams;

    /** The moment of its newest event. */
    long newest = NEVER;

    /** What the odometer showed when its last event arrived. */
    long touched;

    Profile(Object key, Layout.Key layout) {
        this.key = key;
        streams = new EventStream[layout.streams.size()];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new EventStream(layout.streams.get(i));
        }
    }
}
