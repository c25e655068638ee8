package io.riskgate.feature;

/**
 * The rows at one place of a profile, in the order of their time, those of equal time in order of
 * arrival. A row is a time and what is held of the event. A late event moves the later ones up.
 *
 * <p>It is a cursor: it goes from place to place and is used again and again.
 */
class Rows {

    static final long NEVER = Long.MAX_VALUE;

    private static final Profile NOBODY = new Profile(0, 0);

    Profile profile = NOBODY;
    int place;
    long[] words = NOBODY.words;
    int size;

    private Layout.Key key = new Layout.Key(new Layout(), 0, java.util.List.of());
    private int at;
    private int start;
    private int width;

    final void go(Profile to, Layout.Key of, int toPlace) {
        profile = to;
        key = of;
        place = toPlace;
        at = of.at(toPlace);
        width = of.width(toPlace);
        look();
    }

    final void go(Profile to, Layout.Column column) {
        profile = to;
        key = column.stream.key;
        place = column.place;
        at = column.at;
        width = column.width;
        look();
    }

    private void look() {
        words = profile.words;
        long entry = words[at];
        start = Profile.start(entry);
        size = Profile.size(entry);
    }

    final long time(int row) {
        return words[start + row * width];
    }

    /** What is held of an event beside its time. */
    final long value(int row) {
        return words[start + row * width + 1];
    }

    final void value(int row, long value) {
        words[start + row * width + 1] = value;
    }

    /** What is held of a position beside the latitude. */
    final long second(int row) {
        return words[start + row * width + 2];
    }

    final void second(int row, long value) {
        words[start + row * width + 2] = value;
    }

    final boolean hasValues() {
        return width > 1;
    }

    final int currency() {
        return Profile.currency(words[at]);
    }

    final void currency(int code) {
        words[at] = Profile.entry(code, start, size);
    }

    /** A word of the entry in the directory. */
    final long entry(int word) {
        return words[at + word];
    }

    final void entry(int word, long value) {
        words[at + word] = value;
    }

    /** How many events are no later than this moment. */
    final int upTo(long millis) {
        return upTo(millis, size);
    }

    /** How many events are no later than this moment, where only so many can be. */
    final int upTo(long millis, int most) {
        int high = most;
        if (high == 0 || time(high - 1) <= millis) {
            return high;
        }
        /* Most windows end at the newest event and begin not long before: look from there. */
        int step = 1;
        int low = high - 1;
        while (low > 0 && time(low - 1) > millis) {
            high = low;
            low = Math.max(0, low - step);
            step <<= 1;
        }
        return between(low, high, millis);
    }

    /** How many events are no later than this moment, looked for from a row on. */
    final int upToFrom(int row, long millis) {
        int low = Math.min(row, size);
        if (low == size || time(low) > millis) {
            return upTo(millis, low);
        }
        int step = 1;
        int high = ++low;
        while (high < size && time(high) <= millis) {
            low = high + 1;
            high += step;
            step <<= 1;
        }
        return between(low, Math.min(high, size), millis);
    }

    private int between(int from, int to, long millis) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many events are in {@code (left, right]}. */
    final long between(long left, long right) {
        return Math.max(0, upTo(right) - upTo(left));
    }

    /** Where the newest arrival of this moment stands, or -1. */
    final int latestAt(long millis) {
        int row = upTo(millis) - 1;
        return row >= 0 && time(row) == millis ? row : -1;
    }

    /** Where the bookmarks of a stream's events begin. */
    final int bookmarks() {
        return at + 1 + width;
    }

    final boolean isFull() {
        return start + (size + 1) * width > profile.end(key, place);
    }

    /** Makes room for more, see {@link Profile#widen}. */
    final void widen(Room room) {
        profile.widen(key, place, room);
        look();
    }

    /** Puts an event behind those of its time, where there is room; returns where. */
    final int open(long millis) {
        int row = upTo(millis);
        move(row, row + 1, size - row);
        words[start + row * width] = millis;
        resize(size + 1);
        return row;
    }

    final void close(int row) {
        move(row + 1, row, size - row - 1);
        resize(size - 1);
    }

    /** Takes the oldest out. */
    final void closeFirst(int count) {
        if (count > 0) {
            move(count, 0, size - count);
            resize(size - count);
        }
    }

    /** Lets go of the events before the last that is no later than this moment. */
    void evict(long edge) {
        closeFirst(Math.max(0, upTo(edge) - 1));
    }

    /** Takes the newest arrival of this moment out. */
    final void remove(long millis) {
        int row = latestAt(millis);
        if (row >= 0) {
            close(row);
        }
    }

    final void move(int from, int to, int count) {
        if (count > 0) {
            System.arraycopy(words, start + from * width, words, start + to * width, count * width);
        }
    }

    final void resize(int rows) {
        size = rows;
        words[at] = Profile.entry(Profile.currency(words[at]), start, rows);
    }

    /** Of the hashes up to this moment, keeps one a bucket and value. */
    final void foldIds(long upTo, long bucket, Distincts seen) {
        int count = upTo(upTo);
        int kept = 0;
        long last = 0;
        for (int row = 0; row < count; row++) {
            long of = Folds.bucketOf(time(row), bucket);
            if (row == 0 || of != last) {
                seen.begin(count);
            }
            last = of;
            if (seen.add(value(row))) {
                move(row, kept++, 1);
            }
        }
        move(count, kept, size - count);
        resize(size - count + kept);
    }
}
