package io.riskgate.casework;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How cases are kept.
 *
 * @param due how long after it was opened a case is due; nothing happens by itself then
 * @param poll how often the journal is looked at without being told of a commit
 */
@ConfigurationProperties("riskgate.casework")
record CaseworkSettings(@DefaultValue("24h") Duration due, @DefaultValue("1s") Duration poll) {}
