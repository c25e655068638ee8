package io.riskgate.ingest;

import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The workbench of records that could not be taken: looked at, put right, replayed, discarded. */
public interface DeadLetters {

    /** Keeps these letters; one that is kept already changes nothing. */
    void keep(List<DeadLetter.Arrival> arrivals);

    /** Letters from the newest on; {@code after} is the id of the last one seen. */
    Page<DeadLetter> page(Filter filter, @Nullable Long after, int limit);

    /**
     * One letter.
     *
     * @throws RefusedException not_found
     */
    DeadLetter get(long id);

    /**
     * Sends a letter through the door it came by, under the same identity.
     *
     * @throws RefusedException as the door refuses it, the letter then stays open; state_conflict
     *     where it is not open or of another revision
     */
    DeadLetter replay(Replay replay, String caller);

    /**
     * Sends letters through their doors one after the other, in the order in which they arrived.
     * Where one is refused, later ones of the same key are left alone: they must not overtake it.
     */
    List<Replayed> replayInOrder(List<Long> ids, String caller);

    /** Gives a letter up. */
    DeadLetter discard(long id, @Nullable Long revision, String caller);

    /** Which letters to show; null does not restrict. */
    record Filter(
            DeadLetter.@Nullable Status status,
            @Nullable String topic,
            @Nullable String errorCode) {}

    /**
     * A letter to be sent.
     *
     * @param corrected what to send in its place, null to send what was received
     * @param revision the one that was read, null where any will do
     */
    record Replay(long id, byte @Nullable [] corrected, @Nullable Long revision) {}

    /** How the replay of one letter of several went. */
    sealed interface Replayed {

        long id();

        /** It went through. */
        record Through(long id, DeadLetter letter) implements Replayed {}

        /** It was refused, or not tried because an earlier one was. */
        record Kept(long id, RefusedException refused) implements Replayed {}
    }
}
