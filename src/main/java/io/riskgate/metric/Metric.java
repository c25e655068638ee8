package io.riskgate.metric;

/** Every meter Riskgate registers. Times are recorded in seconds, as Prometheus expects. */
public enum Metric {
    DECISION_LATENCY(
            "riskgate.decision.latency",
            "Time from the request read to the policy's outcome, by door, path and outcome"),
    DECISION_STAGE_LATENCY(
            "riskgate.decision.stage.latency",
            "Time of one stage of a decision, by stage, door, path and outcome"),
    DECISION_BUDGET(
            "riskgate.decision.budget", "Decisions, by whether they kept their budget: kept"),
    DECISION_FALLBACKS(
            "riskgate.decision.fallbacks", "Decisions that left the champion's path, by cause"),
    DECISION_SHED("riskgate.decision.shed", "Calls that came when every place was taken"),
    DECISION_PLACES("riskgate.decision.places", "How many calls may be decided at once now"),
    DECISION_REPLAYED(
            "riskgate.decision.replayed",
            "Repeats of a known transaction answered with its first decision"),
    DECISION_CONFLICTS(
            "riskgate.decision.conflicts", "Known transaction ids that came with other content"),
    FEATURE_FOLDED(
            "riskgate.feature.folded",
            "Transactions that read a folded window, so that its left edge is approximate"),
    FEATURE_ENTITIES("riskgate.feature.entities", "Entities known, by what they are known by"),
    FEATURE_MEMORY(
            "riskgate.feature.memory", "Memory their profiles take, by what they are known by"),
    SCORING_LATENCY("riskgate.scoring.latency", "Time of one score, by role"),
    SCORING_FAILURES("riskgate.scoring.failures", "Scores not given, by role and cause"),
    SCORING_SWAPS("riskgate.scoring.swaps", "Time to get a version ready to serve, by outcome"),
    SCORING_DRAIN("riskgate.scoring.drain", "Time until a replaced model answered its last"),
    SCORING_SHADOW("riskgate.scoring.shadow", "Vectors offered to the challenger, by outcome"),
    SCORING_QUEUE_DEPTH("riskgate.scoring.queue.depth", "Requests that wait for a lane, by role"),
    SCORING_BREAKER_OPEN(
            "riskgate.scoring.breaker.open", "1 where a model's breaker is open, by role"),
    SCORING_CUDA_MISSING(
            "riskgate.scoring.cuda.missing", "1 where CUDA was asked for and models run on CPU"),
    JOURNAL_COMMIT_LATENCY("riskgate.journal.commit.latency", "Time of one group commit"),
    JOURNAL_COMMIT_ROWS("riskgate.journal.commit.rows", "Rows of one group commit"),
    JOURNAL_QUEUE_DEPTH("riskgate.journal.queue.depth", "Sequenced slots that are not yet durable"),
    JOURNAL_BREAKER_OPEN(
            "riskgate.journal.breaker.open", "1 where the breaker before PostgreSQL is not closed"),
    JOURNAL_SPILLED("riskgate.journal.spilled", "Slots made durable in the local spill"),
    JOURNAL_DRAINED("riskgate.journal.drained", "Rows brought from the spill into PostgreSQL"),
    JOURNAL_SPILL_RECORDS(
            "riskgate.journal.spill.records", "Rows of the spill that PostgreSQL does not hold"),
    JOURNAL_SPILL_BYTES("riskgate.journal.spill.bytes", "Bytes of the segments that hold them"),
    JOURNAL_SPILL_AGE("riskgate.journal.spill.age", "Seconds since the oldest of them was written"),
    JOURNAL_CLASHES(
            "riskgate.journal.clashes",
            "Transactions decided a second time while PostgreSQL was away; the first stands"),
    JOURNAL_WINDOW_FORGOTTEN(
            "riskgate.journal.window.forgotten",
            "Ids that could not be noted for when PostgreSQL is away"),
    OUTBOX_LAG("riskgate.outbox.lag", "Committed decisions that are not yet published"),
    INGEST_CONSUMER_LAG(
            "riskgate.ingest.consumer.lag",
            "Records of the partition furthest behind that were not read yet, by listener"),
    INGEST_UNKNOWN_FIELDS(
            "riskgate.ingest.unknown.fields",
            "Fields of Kafka records that the contract does not know"),
    INGEST_KEY_MISMATCHES(
            "riskgate.ingest.key.mismatches", "Kafka records whose key is not their accountId"),
    INGEST_DEAD_LETTERS(
            "riskgate.ingest.dead.letters", "Records sent to a dead-letter topic, by code"),
    AUDIT_READS_LOST(
            "riskgate.audit.reads.lost", "Sensitive reads that could not be kept in their log"),
    POLICY_FAILURES("riskgate.policy.failures", "Judgements that failed as a whole"),
    POLICY_RULE_FAILURES("riskgate.policy.rule.failures", "Judgements in which a live rule failed"),
    TRAINING_RUNS("riskgate.training.runs", "Training runs that ended, by state"),
    TRAINING_ROLLBACKS("riskgate.training.rollbacks", "Champions that the guard took back");

    private final String meter;
    private final String description;

    Metric(String meter, String description) {
        this.meter = meter;
        this.description = description;
    }

    /** The meter's name, dotted. */
    public String meter() {
        return meter;
    }

    /** What it measures, in a sentence. */
    public String description() {
        return description;
    }
}
