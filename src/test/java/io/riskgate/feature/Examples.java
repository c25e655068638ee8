package io.riskgate.feature;

/** Features files for tests. */
final class Examples {

    static final String OF_EVERY_KIND =
            """
            features:
              - {name: amount, value: amount}
              - {name: amount_log, log1p: {of: amount}}
              - {name: is_weekend, calendar: weekend}
              - {name: weekday, calendar: weekday}
              - {name: hour, calendar: hour}
              - {name: day_of_month, calendar: day_of_month}
              - {name: is_night, calendar: {hours: [22, 3]}}
              - {name: hour_berlin, calendar: {part: hour, zone: Europe/Berlin}}
              - {name: age, value: attributes.age}
              - {name: is_ecommerce, equals: {field: channel, value: ECOMMERCE}}
              - {name: is_new, equals: {field: attributes.fresh, value: true}}
              - {name: category, one_hot: {field: attributes.category, values: [travel, food]}}
              - {name: count_1h, count: {by: accountId, over: 1h}}
              - {name: count_7d, count: {by: accountId, over: 7d}}
              - {name: count_7d_delayed, count: {by: terminalId, over: 7d, delay: 7d}}
              - {name: pair_count_30d, count: {by: [accountId, merchantId], over: 30d}}
              - {name: atm_count_1d, count: {by: accountId, over: 1d, where: {channel: ATM}}}
              - {name: travel_count_7d, count: {by: cardId, over: 7d, where: {attributes.category: travel, channel: ECOMMERCE}}}
              - {name: sum_1h, sum: {of: amount, by: accountId, over: 1h}}
              - {name: sum_30d, sum: {of: amount, by: accountId, over: 30d}}
              - {name: atm_sum_1d, sum: {of: amount, by: accountId, over: 1d, where: {channel: ATM}}}
              - {name: mean_7d, mean: {of: amount, by: accountId, over: 7d}}
              - {name: stddev_7d, stddev: {of: amount, by: accountId, over: 7d}}
              - {name: stddev_7d_delayed, stddev: {of: amount, by: merchantId, over: 7d, delay: 1d}}
              - {name: min_1d, min: {of: amount, by: cardId, over: 1d}}
              - {name: max_1d, max: {of: amount, by: cardId, over: 1d, delay: 1h}}
              - {name: age_sum_1d, sum: {of: attributes.age, by: merchantId, over: 1d}}
              - {name: age_mean_1d, mean: {of: attributes.age, by: merchantId, over: 1d}}
              - {name: age_stddev_1d, stddev: {of: attributes.age, by: merchantId, over: 1d, delay: 1h}}
              - {name: age_min_1d, min: {of: attributes.age, by: merchantId, over: 1d}}
              - {name: age_max_1d, max: {of: attributes.age, by: merchantId, over: 1d}}
              - {name: merchants_24h, distinct: {of: merchantId, by: accountId, over: 24h}}
              - {name: categories_7d, distinct: {of: attributes.category, by: accountId, over: 7d, delay: 1h}}
              - {name: since_last, since_last: {by: accountId}}
              - {name: since_last_atm, since_last: {by: accountId, where: {channel: ATM}}}
              - {name: since_last_1d, since_last: {by: cardId, over: 1d, delay: 1h}}
              - {name: first_seen, first_seen: {by: deviceId}}
              - {name: first_seen_7d, first_seen: {by: deviceId, over: 7d}}
              - {name: pair_first_seen, first_seen: {by: [accountId, deviceId]}}
              - {name: km_per_hour, travel_speed: {by: accountId}}
              - {name: card_km_per_hour, travel_speed: {by: cardId, over: 1d, where: {channel: ATM}}}
              - {name: fraud_rate_7d, fraud_rate: {by: terminalId, over: 7d, delay: 7d}}
              - {name: fraud_rate_30d, fraud_rate: {by: merchantId, over: 30d}}
              - {name: fraud_rate_atm, fraud_rate: {by: accountId, over: 30d, where: {channel: ATM}}}
              - {name: vs_mean, ratio: {of: amount, to: {mean: {of: amount, by: accountId, over: 30d}}}}
              - {name: share, ratio: {of: sum_1h, to: sum_30d}}
            """;

    private Examples() {}
}
