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

    /** Of the checkpoint it was last written to. */
    int mark;

    Profile(Object key, Layout.Key layout) {
        this.key = key;
        streams = new EventStream[layout.streams.size()];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new EventStream(layout.streams.get(i));
        }
    }

    /** About how many bytes of memory it takes. */
    long bytes() {
        long bytes = key instanceof String text ? 112 + text.length() : 96;
        for (EventStream stream : streams) {
            bytes += stream.bytes();
        }
        return bytes;
    }
}
