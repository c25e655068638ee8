package io.riskgate.ingest;

import io.riskgate.ingest.DeadLetter.Status;
import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The workbench in PostgreSQL. */
@Component
class StoredDeadLetters implements DeadLetters {

    /*
     * A letter is locked while it goes through its door, so that two who replay it at once send it once. What went through
     * is durable before the letter says so: a crash in between leaves the letter open, and its identity makes a second
     * replay harmless.
     */
    private final DeadLetterRows rows;
    private final DeadLetterDoor door;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StoredDeadLetters(
            DeadLetterRows rows,
            DeadLetterDoor door,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.door = door;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public void keep(List<DeadLetter.Arrival> arrivals) {
        transaction.executeWithoutResult(
                status -> arrivals.forEach(arrival -> rows.insert(arrival, clock.instant())));
    }

    @Override
    public Page<DeadLetter> page(Filter filter, @Nullable Long after, int limit) {
        return Page.of(rows.before(filter, after, limit + 1), limit, letter -> "" + letter.id());
    }

    @Override
    public DeadLetter get(long id) {
        return rows.find(id, false).orElseThrow(StoredDeadLetters::notFound);
    }

    @Override
    public DeadLetter replay(Replay replay, String caller) {
        return resolve(
                replay.id(),
                replay.revision(),
                letter -> {
                    byte[] corrected = replay.corrected();
                    door.send(
                            letter.origin().topic(),
                            corrected == null ? letter.content().payload() : corrected);
                    return state(letter, Status.REPLAYED, caller, corrected);
                });
    }

    @Override
    public List<Replayed> replayInOrder(List<Long> ids, String caller) {
        List<Replayed> results = new ArrayList<>(ids.size());
        Set<String> held = new HashSet<>();
        for (long id : ids.stream().sorted().distinct().toList()) {
            results.add(replayUnlessHeld(id, held, caller));
        }
        return results;
    }

    private Replayed replayUnlessHeld(long id, Set<String> held, String caller) {
        String key = null;
        try {
            key = keyOf(get(id));
            if (key != null && held.contains(key)) {
                throw new RefusedException(
                        ErrorCode.STATE_CONFLICT,
                        "An earlier letter of the same key did not go through; this one would"
                                + " overtake it.");
            }
            return new Replayed.Through(id, replay(new Replay(id, null, null), caller));
        } catch (RefusedException refused) {
            if (key != null) {
                held.add(key);
            }
            return new Replayed.Kept(id, refused);
        }
    }

    private static @Nullable String keyOf(DeadLetter letter) {
        byte[] key = letter.content().key();
        return key == null
                ? null
                : letter.origin().topic() + java.util.HexFormat.of().formatHex(key);
    }

    @Override
    public DeadLetter discard(long id, @Nullable Long revision, String caller) {
        return resolve(id, revision, letter -> state(letter, Status.DISCARDED, caller, null));
    }

    private DeadLetter resolve(long id, @Nullable Long revision, Resolution resolution) {
        return Objects.requireNonNull(
                transaction.execute(
                        status -> {
                            DeadLetter before = open(id, revision);
                            rows.update(id, resolution.of(before));
                            DeadLetter after = get(id);
                            audit.record(
                                    "dead-letter." + word(after.state().status()),
                                    "/dead-letters/" + id,
                                    audited(before),
                                    audited(after));
                            return after;
                        }));
    }

    private DeadLetter open(long id, @Nullable Long revision) {
        DeadLetter letter = rows.find(id, true).orElseThrow(StoredDeadLetters::notFound);
        DeadLetter.State state = letter.state();
        if (state.status() != Status.OPEN) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "The letter is " + word(state.status()) + " already.");
        }
        if (revision != null && revision != state.revision()) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "The letter is at revision %d, not %d; read it again."
                            .formatted(state.revision(), revision));
        }
        return letter;
    }

    private DeadLetter.State state(
            DeadLetter letter, Status status, String caller, byte @Nullable [] corrected) {
        return new DeadLetter.State(
                status, letter.state().revision() + 1, clock.instant(), caller, corrected);
    }

    /* Without the payload: it may hold what must not be kept in a trail that nothing is ever taken out of. */
    private static Map<String, Object> audited(DeadLetter letter) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("status", letter.state().status());
        state.put("revision", letter.state().revision());
        state.put("origin", letter.origin());
        state.put("errorCode", letter.fault().code());
        state.put("corrected", letter.state().corrected() != null);
        return state;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static RefusedException notFound() {
        return new RefusedException(ErrorCode.NOT_FOUND, "There is no such dead letter.");
    }

    /** What becomes of an open letter. */
    private interface Resolution {
        DeadLetter.State of(DeadLetter letter);
    }
}
