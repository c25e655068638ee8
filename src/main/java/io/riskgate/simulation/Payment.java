package io.riskgate.simulation;

import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** A payment being filled in. */
final class Payment {

    private final Cardholder payer;
    private final Channel channel;
    private final double euros;
    private final Map<Identifier, String> identifiers = new EnumMap<>(Identifier.class);
    private City city;
    private @Nullable Merchant merchant;
    private boolean strangeDevice;

    Payment(Cardholder payer, Channel channel, double euros) {
        this.payer = payer;
        this.channel = channel;
        this.euros = euros;
        this.city = payer.home();
        identifiers.put(Identifier.ACCOUNT_ID, payer.accountId());
        if (channel != Channel.TRANSFER) {
            identifiers.put(Identifier.CARD_ID, payer.cardId());
        }
    }

    Payment at(Merchant shop) {
        merchant = shop;
        city = shop.city();
        identifiers.put(Identifier.MERCHANT_ID, shop.id());
        return this;
    }

    Payment till(String terminal) {
        identifiers.put(Identifier.TERMINAL_ID, terminal);
        return this;
    }

    Payment cashIn(City where, int machine) {
        city = where;
        identifiers.put(Identifier.TERMINAL_ID, "atm-" + where.ordinal() + "-" + machine);
        return this;
    }

    Payment to(String payee) {
        identifiers.put(Identifier.COUNTERPARTY_ID, payee);
        return this;
    }

    Payment ownDevice() {
        return device(payer.deviceId(), payer.ipAddress(), false);
    }

    Payment device(String device, String ipAddress, boolean strange) {
        identifiers.put(Identifier.DEVICE_ID, device);
        identifiers.put(Identifier.IP_ADDRESS, ipAddress);
        strangeDevice = strange;
        return this;
    }

    Cardholder payer() {
        return payer;
    }

    Channel channel() {
        return channel;
    }

    Transaction made(String transactionId, long millis) {
        return new Transaction(
                transactionId,
                Instant.ofEpochMilli(millis),
                amount(),
                channel,
                Identifiers.of(identifiers),
                circumstances(),
                attributes());
    }

    private Amount amount() {
        double minor = euros * city.perEuro() * Amount.minorPerMajor(city.currency());
        return new Amount(Math.max(1, Math.round(minor)), city.currency());
    }

    private Circumstances circumstances() {
        Merchant shop = merchant;
        if (shop == null) {
            return new Circumstances(
                    null,
                    channel == Channel.ATM ? city.country() : null,
                    payer.home().country(),
                    channel == Channel.ATM ? city.latitude() : null,
                    channel == Channel.ATM ? city.longitude() : null);
        }
        boolean present = channel == Channel.CARD_PRESENT;
        return new Circumstances(
                shop.trade().category(),
                shop.city().country(),
                payer.home().country(),
                present ? shop.latitude() : null,
                present ? shop.longitude() : null);
    }

    private Attributes attributes() {
        return identifiers.containsKey(Identifier.DEVICE_ID)
                ? Attributes.of(Map.of("customerAge", payer.age(), "newDevice", strangeDevice))
                : Attributes.of(Map.of("customerAge", payer.age()));
    }
}
