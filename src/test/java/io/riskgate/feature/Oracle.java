package io.riskgate.feature;

import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Computes every feature from all that arrived, one event after another, the way the contract says
 * it and not the way the engine does it. It remembers everything and is slow.
 */
final class Oracle {

    private final List<Expression> expressions = new ArrayList<>();
    private final List<List<Identifier>> keys = new ArrayList<>();
    private final Map<List<Object>, List<Seen>> history = new HashMap<>();
    private final Map<String, LabelTimeline> labels = new HashMap<>();
    private long arrivals;

    /** An event and when it arrived. */
    record Seen(Transaction transaction, long millis, long arrival) {}

    Oracle(FeatureSet set) {
        set.definitions().forEach(one -> expressions.add(Definitions.expression(one)));
        expressions.forEach(this::collect);
    }

    private void collect(Expression expression) {
        switch (expression) {
            case Expression.Windowed windowed -> {
                if (!keys.contains(windowed.by())) {
                    keys.add(windowed.by());
                }
            }
            case Expression.Ratio(Expression of, Expression to) -> {
                collect(of);
                collect(to);
            }
            case Expression.Log1p(Expression of) -> collect(of);
            default -> {}
        }
    }

    void arrive(Transaction transaction, LabelTimeline known) {
        Seen seen = new Seen(transaction, transaction.occurredAtMillis(), ++arrivals);
        for (List<Identifier> by : keys) {
            List<Object> key = key(by, transaction);
            if (key != null) {
                history.computeIfAbsent(key, _ -> new ArrayList<>()).add(seen);
            }
        }
        labels.put(transaction.transactionId(), known);
    }

    /** Takes the last arrival back. */
    void retract(Transaction transaction) {
        for (List<Identifier> by : keys) {
            List<Object> key = key(by, transaction);
            if (key != null) {
                Objects.requireNonNull(history.get(key)).removeLast();
            }
        }
        labels.remove(transaction.transactionId());
    }

    /** Replaces what is known of a transaction; returns what was. */
    LabelTimeline report(Transaction of, LabelTimeline known) {
        LabelTimeline before = labels.put(of.transactionId(), known);
        return before == null ? LabelTimeline.NONE : before;
    }

    double[] vector(Transaction transaction, LabelTimeline known) {
        List<Double> values = new ArrayList<>();
        for (Expression expression : expressions) {
            if (expression instanceof Expression.OneHot(Field field, List<Object> hots)) {
                hots.forEach(hot -> values.add(equality(transaction, field, hot)));
            } else {
                values.add(value(expression, transaction, known));
            }
        }
        return values.stream().mapToDouble(value -> value).toArray();
    }

    private double value(Expression expression, Transaction transaction, LabelTimeline known) {
        return switch (expression) {
            case Expression.Value(Field field) -> number(transaction, field.name());
            case Expression.Log1p(Expression of) -> Math.log(1 + value(of, transaction, known));
            case Expression.Ratio(Expression of, Expression to) -> {
                double divisor = value(to, transaction, known);
                yield divisor == 0 ? Double.NaN : value(of, transaction, known) / divisor;
            }
            case Expression.Equals(Field field, Object other) ->
                    equality(transaction, field, other);
            case Expression.Calendar calendar -> calendar(calendar, transaction.occurredAt());
            case Expression.Windowed windowed -> windowed(windowed, transaction, known);
            case Expression.OneHot _ -> throw new IllegalStateException();
        };
    }

    private static double calendar(Expression.Calendar calendar, Instant at) {
        ZonedDateTime time = at.atZone(ZoneId.of(calendar.zone()));
        DayOfWeek day = time.getDayOfWeek();
        return switch (calendar.part()) {
            case HOUR -> time.getHour();
            case WEEKDAY -> day.ordinal();
            case DAY_OF_MONTH -> time.getDayOfMonth();
            case WEEKEND -> day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? 1 : 0;
            case HOURS -> {
                Expression.Hours hours = Objects.requireNonNull(calendar.hours());
                int from = hours.from();
                int to = hours.to();
                boolean in = false;
                for (int hour = from; !in; hour = (hour + 1) % 24) {
                    in = hour == time.getHour();
                    if (hour == to) {
                        break;
                    }
                }
                yield in ? 1 : 0;
            }
        };
    }

    private double windowed(
            Expression.Windowed feature, Transaction transaction, LabelTimeline known) {
        List<Object> key = key(feature.by(), transaction);
        if (key == null) {
            return Double.NaN;
        }
        long now = transaction.occurredAtMillis();
        List<Seen> earlier = earlier(feature, key, now - feature.delay());
        List<Seen> all = new ArrayList<>(earlier);
        if (feature.delay() == 0 && matches(feature, transaction)) {
            all.add(new Seen(transaction, now, Long.MAX_VALUE));
        }
        String of = feature.of() == null ? "" : feature.of().name();
        return switch (feature.kind()) {
            case COUNT -> all.size();
            case DISTINCT ->
                    all.stream()
                            .map(seen -> field(seen.transaction, of))
                            .filter(value -> value != null)
                            .distinct()
                            .count();
            case FRAUD_RATE -> fraudRate(all, transaction, known);
            case SINCE_LAST ->
                    earlier.isEmpty() ? Double.NaN : (now - earlier.getLast().millis) / 1000.0;
            case FIRST_SEEN ->
                    earlier.isEmpty() ? Double.NaN : (now - earlier.getFirst().millis) / 1000.0;
            case TRAVEL_SPEED -> speed(earlier, transaction);
            default ->
                    of.equals("amount")
                            ? ofAmounts(feature.kind(), all, transaction.amount())
                            : ofNumbers(feature.kind(), all, of);
        };
    }

    private List<Seen> earlier(Expression.Windowed feature, List<Object> key, long right) {
        long left = feature.over() == 0 ? Long.MIN_VALUE : right - feature.over();
        List<Seen> earlier = new ArrayList<>();
        for (Seen seen : history.getOrDefault(key, List.of())) {
            if (seen.millis > left && seen.millis <= right && matches(feature, seen.transaction)) {
                earlier.add(seen);
            }
        }
        earlier.sort(Comparator.comparingLong(Seen::millis).thenComparingLong(Seen::arrival));
        return earlier;
    }

    private double fraudRate(List<Seen> events, Transaction current, LabelTimeline known) {
        if (events.isEmpty()) {
            return 0;
        }
        double frauds = 0;
        for (Seen seen : events) {
            LabelTimeline timeline =
                    seen.transaction == current
                            ? known
                            : labels.getOrDefault(
                                    seen.transaction.transactionId(), LabelTimeline.NONE);
            frauds += timeline.isFraudAt(current.occurredAtMillis()) ? 1 : 0;
        }
        return frauds / events.size();
    }

    private static double speed(List<Seen> earlier, Transaction here) {
        for (Seen seen : earlier.reversed()) {
            if (seen.transaction.circumstances().hasPosition()) {
                double hours = (here.occurredAtMillis() - seen.millis) / 3_600_000.0;
                return !here.circumstances().hasPosition() || hours == 0
                        ? Double.NaN
                        : kilometres(seen.transaction, here) / hours;
            }
        }
        return Double.NaN;
    }

    /* By the chord of unit vectors, another way than the engine's. */
    private static double kilometres(Transaction from, Transaction to) {
        double[] a = onSphere(from);
        double[] b = onSphere(to);
        double chord = Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
        return 2 * 6371.0088 * Math.asin(chord / 2);
    }

    private static double[] onSphere(Transaction at) {
        double latitude = Math.toRadians(number(at, "latitude"));
        double longitude = Math.toRadians(number(at, "longitude"));
        return new double[] {
            Math.cos(latitude) * Math.cos(longitude),
            Math.cos(latitude) * Math.sin(longitude),
            Math.sin(latitude)
        };
    }

    private static double ofAmounts(Kind kind, List<Seen> events, Amount current) {
        List<BigDecimal> amounts =
                events.stream()
                        .map(seen -> seen.transaction.amount())
                        .filter(amount -> amount.currency().equals(current.currency()))
                        .map(amount -> BigDecimal.valueOf(amount.value()))
                        .toList();
        double unit = Math.pow(10, Math.max(0, current.currency().getDefaultFractionDigits()));
        if (kind == Kind.SUM) {
            return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue() / unit;
        }
        if (amounts.isEmpty()) {
            return Double.NaN;
        }
        BigDecimal count = BigDecimal.valueOf(amounts.size());
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (kind) {
            case MEAN -> sum.divide(count, MathContext.DECIMAL128).doubleValue() / unit;
            case MIN -> amounts.stream().min(BigDecimal::compareTo).get().doubleValue() / unit;
            case MAX -> amounts.stream().max(BigDecimal::compareTo).get().doubleValue() / unit;
            default -> {
                BigInteger squares =
                        amounts.stream()
                                .map(BigDecimal::toBigInteger)
                                .map(amount -> amount.multiply(amount))
                                .reduce(BigInteger.ZERO, BigInteger::add);
                BigDecimal numerator =
                        new BigDecimal(squares).multiply(count).subtract(sum.multiply(sum));
                yield numerator
                                .divide(count.multiply(count), new MathContext(60))
                                .sqrt(MathContext.DECIMAL128)
                                .doubleValue()
                        / unit;
            }
        };
    }

    private static double ofNumbers(Kind kind, List<Seen> events, String field) {
        double[] values =
                events.stream()
                        .mapToDouble(seen -> number(seen.transaction, field))
                        .filter(value -> !Double.isNaN(value))
                        .toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        if (kind == Kind.SUM || values.length == 0) {
            return kind == Kind.SUM ? sum : Double.NaN;
        }
        double mean = sum / values.length;
        double squares = 0;
        double least = values[0];
        double most = values[0];
        for (double value : values) {
            squares += square(value - mean);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return switch (kind) {
            case MEAN -> mean;
            case MIN -> least;
            case MAX -> most;
            default -> Math.sqrt(squares / values.length);
        };
    }

    private static double square(double value) {
        return value * value;
    }

    private static boolean matches(Expression.Windowed feature, Transaction transaction) {
        Predicate<Map.Entry<String, Object>> holds =
                one -> one.getValue().equals(field(transaction, one.getKey()));
        return feature.where().entrySet().stream().allMatch(holds);
    }

    private static double equality(Transaction transaction, Field field, Object other) {
        Object value = field(transaction, field.name());
        return value == null ? Double.NaN : value.equals(other) ? 1 : 0;
    }

    private static double number(Transaction transaction, String field) {
        Object value = field(transaction, field);
        return value instanceof Number number
                ? number.doubleValue()
                : value instanceof Boolean flag ? (flag ? 1 : 0) : Double.NaN;
    }

    private static @Nullable Object field(Transaction transaction, String name) {
        return switch (name) {
            case "amount" -> transaction.amount().majorUnits();
            case "channel" -> transaction.channel().name();
            case "latitude" -> transaction.circumstances().latitude();
            case "longitude" -> transaction.circumstances().longitude();
            case "merchantCountry" -> transaction.circumstances().merchantCountry();
            default ->
                    name.startsWith("attributes.")
                            ? transaction.attributes().get(name.substring(11))
                            : transaction.identifier(Identifier.ofField(name).orElseThrow());
        };
    }

    private static @Nullable List<Object> key(List<Identifier> by, Transaction transaction) {
        List<Object> key = new ArrayList<>();
        for (Identifier kind : by) {
            String value = transaction.identifier(kind);
            if (value == null) {
                return null;
            }
            key.add(kind);
            key.add(value);
        }
        return key;
    }
}
