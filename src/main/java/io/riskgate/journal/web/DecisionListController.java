package io.riskgate.journal.web;

import io.riskgate.decision.Decision;
import io.riskgate.journal.DecisionSearch;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Reason;
import io.riskgate.policy.RuleResult;
import io.riskgate.registry.ModelReference;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RequestFaults;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The decisions of the journal, newest first (contract section 7). */
@RestController
class DecisionListController {

    private final DecisionSearch search;

    DecisionListController(DecisionSearch search) {
        this.search = search;
    }

    @GetMapping("/admin/v1/decisions")
    Page<Listed> list(@ModelAttribute Query query) {
        DecisionSearch.Filter filter = query.filter();
        int limit = Page.limit(query.limit());
        long below = Objects.requireNonNullElse(query.after(), Long.MAX_VALUE);
        return Page.of(
                        search.newest(filter, below, limit + 1),
                        limit,
                        found -> String.valueOf(found.sequence()))
                .map(Listed::of);
    }

    /** What is asked for. */
    record Query(
            @Nullable String accountId,
            @Nullable String cardId,
            @Nullable String merchantId,
            @Nullable String deviceId,
            @Nullable String outcome,
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer limit,
            @Nullable Long after) {

        DecisionSearch.Filter filter() {
            RequestFaults faults = new RequestFaults();
            Map<Identifier, String> parties = new EnumMap<>(Identifier.class);
            put(parties, Identifier.ACCOUNT_ID, accountId);
            put(parties, Identifier.CARD_ID, cardId);
            put(parties, Identifier.MERCHANT_ID, merchantId);
            put(parties, Identifier.DEVICE_ID, deviceId);
            DecisionSearch.Filter filter =
                    new DecisionSearch.Filter(
                            parties,
                            outcome == null
                                    ? null
                                    : faults.oneOf("outcome", outcome, DecisionOutcome.class, null),
                            faults.time("from", from),
                            faults.time("to", to));
            faults.refuse();
            return filter;
        }

        private static void put(
                Map<Identifier, String> parties, Identifier kind, @Nullable String value) {
            if (value != null) {
                parties.put(kind, value);
            }
        }
    }

    /** A decision with what it was about. */
    record Listed(
            UUID decisionId,
            String transactionId,
            Instant occurredAt,
            Money amount,
            Channel channel,
            String accountId,
            @Nullable String cardId,
            @Nullable String merchantId,
            @Nullable String deviceId,
            DecisionOutcome outcome,
            @Nullable Double score,
            @Nullable Integer riskScore,
            List<Reason> reasons,
            List<RuleResult> rules,
            @Nullable ModelReference model,
            Decision.Path path,
            boolean degraded,
            Instant decidedAt) {

        static Listed of(DecisionSearch.Found found) {
            Transaction transaction = found.transaction();
            Decision decision = found.decision();
            return new Listed(
                    decision.decisionId(),
                    decision.transactionId(),
                    transaction.occurredAt(),
                    new Money(
                            transaction.amount().value(),
                            transaction.amount().currency().getCurrencyCode()),
                    transaction.channel(),
                    transaction.accountId(),
                    transaction.identifier(Identifier.CARD_ID),
                    transaction.identifier(Identifier.MERCHANT_ID),
                    transaction.identifier(Identifier.DEVICE_ID),
                    decision.outcome(),
                    decision.score(),
                    decision.riskScore(),
                    decision.reasons(),
                    decision.rules(),
                    decision.model(),
                    decision.path(),
                    decision.degraded(),
                    decision.decidedAt());
        }
    }

    /** An amount in minor units, as in the contract. */
    record Money(long value, String currency) {}
}
