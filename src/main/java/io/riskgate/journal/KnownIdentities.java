package io.riskgate.journal;

import io.riskgate.decision.Answer;
import io.riskgate.decision.Identities;
import io.riskgate.feature.LabelTimeline;
import io.riskgate.feature.Observation;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Identities as the journal knows them: in flight in memory, durable ones in PostgreSQL. */
@Component
class KnownIdentities implements Identities {

    private static final Logger log = LoggerFactory.getLogger(KnownIdentities.class);

    /* Twice what a caller waits for durability: it has gone by then. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final JournalReader reader;
    private final WaitingReports waiting;
    private final Spill spill;
    private final RowCodec codec;
    private final Turn turn;
    private final ConcurrentMap<String, InFlightClaim> inFlight = new ConcurrentHashMap<>();
    private final IdFilter durable = new IdFilter();

    KnownIdentities(
            JournalReader reader, WaitingReports waiting, Spill spill, RowCodec codec, Turn turn) {
        this.reader = reader;
        this.waiting = waiting;
        this.spill = spill;
        this.codec = codec;
        this.turn = turn;
    }

    /** Learns every id of the journal; before that no claim may be made. */
    void load() {
        reader.identities(durable::add);
    }

    /*
     * The claim comes first, the look at what is durable second: whoever completes a claim makes the id durable before it
     * gives the claim up, so an id is never seen as new between the two.
     */
    @Override
    public Standing claim(Transaction transaction, UUID contentHash) {
        String transactionId = transaction.transactionId();
        InFlightClaim claim = new InFlightClaim(transactionId, contentHash);
        InFlightClaim first = inFlight.putIfAbsent(transactionId, claim);
        if (first != null) {
            return first.contentHash.equals(contentHash)
                    ? new InFlight(first.answer)
                    : besides(claim);
        }
        if (!durable.mayHold(transactionId)) {
            return new Claimed(claim);
        }
        return durable(claim);
    }

    /*
     * Whoever is in flight with other content may itself only be looking, and find that this one was first: what is durable
     * decides, and where nothing is, the one in flight stands.
     */
    private Standing besides(InFlightClaim claim) {
        Standing known = durable.mayHold(claim.transactionId) ? known(claim) : null;
        return known == null ? new Clashing() : known;
    }

    private Standing durable(InFlightClaim claim) {
        Standing known = known(claim);
        if (known == null) {
            return new Claimed(claim);
        }
        claim.release(answer(known));
        return known;
    }

    /*
     * The local window first: it answers without a round trip, and while PostgreSQL is away it is all there is. An id that
     * is not in it counts as new then; that it was not is found when the spill is drained.
     */
    private @Nullable Standing known(InFlightClaim claim) {
        Optional<SpilledRow> local = spill.find(claim.transactionId).filter(this::isFirst);
        if (local.isPresent()) {
            return codec.contentHash(local.get()).equals(claim.contentHash)
                    ? new Known(codec.decision(local.get()))
                    : new Clashing();
        }
        return stored(claim);
    }

    /*
     * A look-up that fails says nothing of the id. Whether PostgreSQL is away is for the journal to find out; as long as it
     * is held to be there, nobody decides as if an id were new that it may hold.
     */
    private @Nullable Standing stored(InFlightClaim claim) {
        long begin = System.nanoTime();
        while (turn.isAnswering()) {
            try {
                return reader.identity(claim.transactionId)
                        .map(known -> standing(claim, known))
                        .orElse(null);
            } catch (DataAccessException unread) {
                turn.doubt();
                if (System.nanoTime() - begin > PATIENCE_NANOS) {
                    log.warn("Whether an id is known could not be read: {}", unread.getMessage());
                    return new Undetermined();
                }
            }
        }
        return null;
    }

    /* What was spilled may have turned out not to be the first with its id; PostgreSQL knows. */
    private boolean isFirst(SpilledRow row) {
        return row.kind() == SpilledRow.Kind.KNOWN
                || !turn.isAnswering()
                || spill.isWaiting(row.sequence());
    }

    private Standing standing(InFlightClaim claim, JournalReader.Identity known) {
        return known.contentHash().equals(claim.contentHash)
                ? new Known(reader.find(claim.transactionId).orElseThrow().decision())
                : new Clashing();
    }

    /* For those with the same content who came while this one looked. */
    private static Answer answer(Standing standing) {
        if (standing instanceof Known known) {
            return known.decision() == null
                    ? new Answer.Imported()
                    : new Answer.Decided(known.decision(), true);
        }
        if (standing instanceof Undetermined) {
            return new Answer.Undurable("Whether it is known could not be read; send it again.");
        }
        return new Answer.Conflict(
                "This transactionId is known with other content; the first stands.");
    }

    /** The answer to come of a transaction in flight. */
    Optional<CompletableFuture<Answer>> inFlight(String transactionId) {
        return Optional.ofNullable(inFlight.get(transactionId)).map(InFlightClaim::answer);
    }

    /** Whether this id is durable; asks PostgreSQL only where the filter cannot say no. */
    boolean isDurable(String transactionId) {
        return durable.mayHold(transactionId) && reader.identity(transactionId).isPresent();
    }

    private final class InFlightClaim implements Claim {

        private final String transactionId;
        private final UUID contentHash;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        InFlightClaim(String transactionId, UUID contentHash) {
            this.transactionId = transactionId;
            this.contentHash = contentHash;
        }

        @Override
        public Observation observe(Function<LabelTimeline, Observation> engine) {
            return waiting.with(transactionId, engine);
        }

        @Override
        public CompletableFuture<Answer> answer() {
            return answer;
        }

        @Override
        public void complete(Answer given) {
            durable.add(transactionId);
            waiting.arrived(transactionId);
            inFlight.remove(transactionId, this);
            answer.complete(given);
        }

        @Override
        public void release(Answer given) {
            inFlight.remove(transactionId, this);
            answer.complete(given);
        }
    }
}
