package io.riskgate.casework.web;

import io.riskgate.casework.Resolution;
import io.riskgate.outcome.Verdict;
import io.riskgate.policy.ListEntry;
import io.riskgate.policy.ListName;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a case ends.
 *
 * @param listEntries what to list because of it
 */
record ResolutionRequest(
        @Nullable String verdict,
        @Nullable String reason,
        @Nullable Integer revision,
        @Nullable List<Listing> listEntries) {

    private static final int MAX_REASON = 500;
    private static final int MAX_VALUE = 64;

    Resolution check(RequestFaults faults) {
        Verdict checked = faults.oneOf("verdict", verdict, Verdict.class, null);
        String why = faults.text("reason", reason, MAX_REASON);
        Map<ListName, List<ListEntry.Content>> entries = new EnumMap<>(ListName.class);
        List<Listing> listings = Objects.requireNonNullElse(listEntries, List.of());
        for (int i = 0; i < listings.size(); i++) {
            Listing listing = listings.get(i);
            ListName list = listing.name("listEntries[" + i + "].list", faults);
            entries.computeIfAbsent(list, _ -> new ArrayList<>())
                    .add(listing.content("listEntries[" + i + "].", why, faults));
        }
        return new Resolution(Objects.requireNonNullElse(checked, Verdict.FRAUD), why, entries);
    }

    /**
     * An entry to be made.
     *
     * @param reason that of the resolution unless given
     */
    record Listing(
            @Nullable String list,
            @Nullable String by,
            @Nullable String value,
            @Nullable String reason,
            @Nullable String expiresAt) {

        ListName name(String field, RequestFaults faults) {
            Optional<ListName> name = Optional.ofNullable(list).flatMap(ListName::ofPath);
            if (name.isEmpty()) {
                faults.add(field, field + " must be block, allow or watch");
            }
            return name.orElse(ListName.WATCH);
        }

        ListEntry.Content content(String at, String why, RequestFaults faults) {
            Optional<Identifier> kind = Optional.ofNullable(by).flatMap(Identifier::ofField);
            if (kind.isEmpty()) {
                faults.add(at + "by", at + "by must name an identifier, such as cardId");
            }
            return new ListEntry.Content(
                    kind.orElse(Identifier.ACCOUNT_ID),
                    faults.text(at + "value", value, MAX_VALUE),
                    Objects.requireNonNullElse(
                            faults.optionalText(at + "reason", reason, MAX_REASON), why),
                    faults.time(at + "expiresAt", expiresAt));
        }
    }
}
