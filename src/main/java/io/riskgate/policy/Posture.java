package io.riskgate.policy;

import static java.util.Objects.requireNonNullElse;

import io.riskgate.policy.PolicySettings.Limits;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Transaction;

import org.springframework.stereotype.Component;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What happens to a transaction that no model scored: it depends on channel and amount. */
@Component
class Posture {

    /*
     * Small payments with the card at hand pass, because losing every one of them costs more than their fraud. Where
     * the payer can be asked (a shop on the net, a transfer) a small amount is stepped up; large amounts wait for a
     * person. Nothing is declined unless configured: an outage of ours is no ground to refuse a customer for good.
     */
    private static final double NEVER = 1e15;
    private static final Limits CARD_PRESENT = new Limits(NEVER, 250, NEVER);
    private static final Limits ECOMMERCE = new Limits(30, 150, NEVER);
    private static final Limits ATM = new Limits(NEVER, 200, NEVER);
    private static final Limits TRANSFER = new Limits(30, 500, NEVER);
    private static final Limits OTHER = new Limits(30, 100, NEVER);

    private final Map<Channel, Limits> limits = new EnumMap<>(Channel.class);
    private final ReferenceRates rates;

    Posture(PolicySettings settings, ReferenceRates rates) {
        this.rates = rates;
        var configured = settings.posture();
        limits.put(
                Channel.CARD_PRESENT, requireNonNullElse(configured.cardPresent(), CARD_PRESENT));
        limits.put(Channel.ECOMMERCE, requireNonNullElse(configured.ecommerce(), ECOMMERCE));
        limits.put(Channel.ATM, requireNonNullElse(configured.atm(), ATM));
        limits.put(Channel.TRANSFER, requireNonNullElse(configured.transfer(), TRANSFER));
        limits.put(Channel.OTHER, requireNonNullElse(configured.other(), OTHER));
    }

    /** An amount in a currency without a rate is taken for a large one. */
    DecisionOutcome outcome(Transaction transaction) {
        return outcome(limitsOf(transaction), rates.convert(transaction.amount()));
    }

    /** Why {@link #outcome} is what it is. */
    Reason reason(Transaction transaction) {
        String channel = transaction.channel().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        OptionalDouble amount = rates.convert(transaction.amount());
        String currency = rates.currency().getCurrencyCode();
        if (amount.isEmpty()) {
            return new Reason(
                    "NO_SCORE_CURRENCY",
                    "No model answered, and there is no rate from %s to %s"
                            .formatted(transaction.amount().currency(), currency),
                    null);
        }
        return new Reason(
                "NO_SCORE_AMOUNT",
                String.format(
                        Locale.ROOT,
                        "No model answered; by %s %.2f %s is reviewed from %.2f %s on",
                        channel,
                        amount.getAsDouble(),
                        currency,
                        limitsOf(transaction).reviewFrom(),
                        currency),
                null);
    }

    private Limits limitsOf(Transaction transaction) {
        return requireNonNullElse(limits.get(transaction.channel()), OTHER);
    }

    private static DecisionOutcome outcome(Limits limits, OptionalDouble amount) {
        if (amount.isEmpty()) {
            return DecisionOutcome.REVIEW;
        }
        double value = amount.getAsDouble();
        if (value >= limits.declineFrom()) {
            return DecisionOutcome.DECLINE;
        }
        if (value >= limits.reviewFrom()) {
            return DecisionOutcome.REVIEW;
        }
        return value >= limits.challengeFrom()
                ? DecisionOutcome.CHALLENGE
                : DecisionOutcome.APPROVE;
    }
}
