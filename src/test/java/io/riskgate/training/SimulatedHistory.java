package io.riskgate.training;

import io.riskgate.journal.History;
import io.riskgate.simulation.Happening;
import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;
import io.riskgate.transaction.Transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A journal that recorded a simulated world, as an import would have. */
record SimulatedHistory(SimulationSettings settings, Duration length) implements History {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static SimulatedHistory of(long seed, int cardholders, Duration length) {
        return new SimulatedHistory(SimulationSettings.of(seed, START, cardholders), length);
    }

    @Override
    public void replay(long afterSequence, Consumer<Event> events) {
        Simulation world = new Simulation(settings);
        Map<String, Transaction> paid = new HashMap<>();
        Instant end = settings.start().plus(length);
        long sequence = 0;
        for (Happening next = world.next(); next.at().isBefore(end); next = world.next()) {
            sequence++;
            Event event =
                    switch (next) {
                        case Happening.Paid payment -> {
                            Transaction made = payment.transaction();
                            paid.put(made.transactionId(), made);
                            yield new Transacted(sequence, next.at(), made, null);
                        }
                        case Happening.Reported report ->
                                new Reported(
                                        sequence,
                                        next.at(),
                                        report.outcome(),
                                        paid.get(report.outcome().transactionId()));
                    };
            if (sequence > afterSequence) {
                events.accept(event);
            }
        }
    }
}
