package io.riskgate.feature;

import java.util.Comparator;

/**
 * Where a feature looks: the stream, and how far before the transaction the window ends and begins.
 *
 * @param stream whose events
 * @param over in milliseconds, 0 where it goes back as far as is known
 * @param delay in milliseconds
 * @param number among the windows that are measured, -1 where it is not
 */
record Window(Layout.Stream stream, long over, long delay, int number) {

    /** Those with the same right edge together, the later left edge first. */
    static final Comparator<Window> SHORT_FIRST =
            Comparator.comparingLong(Window::delay).thenComparingLong(Window::over);

    /** The last moment that is in. */
    long right(Reading reading) {
        return reading.millis - delay;
    }

    /** The last moment that is out. */
    long left(Reading reading) {
        return over == 0 ? Long.MIN_VALUE : reading.millis - delay - over;
    }

    /** Whether the transaction itself is in. */
    boolean holdsItself(Reading reading) {
        return delay == 0 && reading.isOf(stream);
    }
}
