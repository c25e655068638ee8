package io.riskgate.training;

import java.time.Duration;
import java.time.Instant;

/**
 * Which time a run learns from and which it is judged on (contract section 10): training, then the
 * label delay, then assessment, which ends at {@code asOf}.
 */
record Windows(Instant asOf, Duration train, Duration delay, Duration assess) {

    Windows {
        if (!train.isPositive() || delay.isNegative() || !assess.isPositive()) {
            throw new IllegalArgumentException(
                    "the training and assess windows must be longer than nothing and the label"
                            + " delay not negative");
        }
    }

    Window assessed() {
        return new Window(asOf.minus(assess), asOf);
    }

    Window trained() {
        Instant to = asOf.minus(assess).minus(delay);
        return new Window(to.minus(train), to);
    }

    /**
     * The same windows further back. The nearest fold, number 0, ends a label delay before the
     * assess window begins, so that its truth is known by then; each further one lies an assess
     * window earlier.
     */
    Windows fold(int number) {
        Duration back = delay.plus(assess).plus(assess.multipliedBy(number));
        return new Windows(asOf.minus(back), train, delay, assess);
    }
}
