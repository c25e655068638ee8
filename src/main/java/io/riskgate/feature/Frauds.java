package io.riskgate.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The few events of a stream that are or were a fraud, in the order of their time. */
final class Frauds {

    private static final Fraud[] NONE = new Fraud[0];

    private Fraud[] known = NONE;

    /** One event and what is known of it. */
    record Fraud(long millis, String transactionId, LabelTimeline labels) {}

    /** Replaces what is known of an event; returns what was known before. */
    LabelTimeline put(long millis, String transactionId, LabelTimeline labels) {
        int at = firstAfter(millis - 1);
        while (at < known.length && known[at].millis == millis) {
            if (known[at].transactionId.equals(transactionId)) {
                LabelTimeline before = known[at].labels;
                replace(at, 1, labels.isNeverFraud() ? NONE : of(millis, transactionId, labels));
                return before;
            }
            at++;
        }
        if (!labels.isNeverFraud()) {
            replace(at, 0, of(millis, transactionId, labels));
        }
        return LabelTimeline.NONE;
    }

    /** How many events of {@code (left, right]} count as frauds at this moment. */
    long count(long left, long right, long at) {
        long frauds = 0;
        for (int i = firstAfter(left); i < known.length && known[i].millis <= right; i++) {
            if (known[i].labels.isFraudAt(at)) {
                frauds++;
            }
        }
        return frauds;
    }

    /** Forgets the events up to this moment. */
    void evict(long edge) {
        replace(0, firstAfter(edge), NONE);
    }

    private int firstAfter(long millis) {
        int low = 0;
        int high = known.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (known[middle].millis <= millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Fraud[] of(long millis, String transactionId, LabelTimeline labels) {
        return new Fraud[] {new Fraud(millis, transactionId, labels)};
    }

    private void replace(int at, int removed, Fraud[] added) {
        Fraud[] changed = Arrays.copyOf(known, known.length - removed + added.length);
        System.arraycopy(added, 0, changed, at, added.length);
        System.arraycopy(
                known, at + removed, changed, at + added.length, known.length - at - removed);
        known = changed;
    }

    /** About how many bytes of memory they take. */
    long bytes() {
        return 32 + 4L * known.length + 192L * known.length;
    }

    void writeTo(Frame frame) {
        frame.putInt(known.length);
        for (Fraud fraud : known) {
            LabelTimeline labels = fraud.labels;
            frame.putLong(fraud.millis).putText(fraud.transactionId).putInt(labels.size());
            for (int i = 0; i < labels.size(); i++) {
                frame.putLong(labels.fromMillis(i));
            }
            for (int i = 0; i < labels.size(); i++) {
                frame.putByte(labels.isFraud(i) ? 1 : 0);
            }
        }
    }

    void readFrom(FrameReader in) throws IOException {
        List<Fraud> read = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            long millis = in.readLong();
            String transactionId = in.readText();
            long[] from = in.readLongs();
            boolean[] fraud = new boolean[from.length];
            for (int j = 0; j < from.length; j++) {
                fraud[j] = in.readByte() == 1;
            }
            read.add(new Fraud(millis, transactionId, LabelTimeline.of(from, fraud)));
        }
        known = read.toArray(Fraud[]::new);
    }
}
