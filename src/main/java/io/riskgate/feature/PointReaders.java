package io.riskgate.feature;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Readers of what the transaction itself says. */
final class PointReaders {

    private static final long DAY = 86_400_000;

    private PointReaders() {}

    static Reader value(Field field) {
        return reading -> field.number(reading.transaction());
    }

    static Reader log1p(Reader of) {
        return reading -> {
            double value = Math.log1p(of.read(reading));
            return Double.isInfinite(value) ? Double.NaN : value;
        };
    }

    static Reader ratio(Reader of, Reader to) {
        return reading -> {
            double divisor = to.read(reading);
            double dividend = of.read(reading);
            return divisor == 0 ? Double.NaN : dividend / divisor;
        };
    }

    static Reader equality(Field field, Object value) {
        return reading -> {
            Object found = field.of(reading.transaction());
            if (found == null) {
                return Double.NaN;
            }
            return field.is(found, value) ? 1 : 0;
        };
    }

    static Reader calendar(Expression.Calendar calendar) {
        if (calendar.zone().equals("UTC")) {
            return reading -> {
                long day = Math.floorDiv(reading.millis, DAY);
                int hour = (int) (Math.floorMod(reading.millis, DAY) / 3_600_000);
                int weekday = (int) Math.floorMod(day + 3, 7L);
                return calendar.part() == CalendarPart.DAY_OF_MONTH
                        ? java.time.LocalDate.ofEpochDay(day).getDayOfMonth()
                        : part(calendar, hour, weekday, 0);
            };
        }
        ZoneId zone = ZoneId.of(calendar.zone());
        return reading -> {
            ZonedDateTime time = Instant.ofEpochMilli(reading.millis).atZone(zone);
            int weekday = time.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
            return part(calendar, time.getHour(), weekday, time.getDayOfMonth());
        };
    }

    private static double part(
            Expression.Calendar calendar, int hour, int weekday, int dayOfMonth) {
        return switch (calendar.part()) {
            case WEEKEND -> weekday >= 5 ? 1 : 0;
            case WEEKDAY -> weekday;
            case HOUR -> hour;
            case DAY_OF_MONTH -> dayOfMonth;
            case HOURS -> calendar.hours() != null && calendar.hours().contains(hour) ? 1 : 0;
        };
    }
}
