-- The journal: every transaction and every outcome, in one order.

-- Which transaction ids are known, with what content. Beside the journal, not in it: a partitioned table cannot keep an id unique across its parts.
create table transaction_identity (
    transaction_id text        not null,
    content_hash   uuid        not null,
    sequence       bigint      not null,
    recorded_at    timestamptz not null,
    primary key (transaction_id)
);

create index transaction_identity_recorded on transaction_identity using brin (recorded_at);

-- The feature plans that vectors were written with; the declarations name the columns.
create table feature_plan (
    plan_id      int         not null generated always as identity,
    hash         text        not null unique,
    declarations jsonb       not null,
    first_used   timestamptz not null default now(),
    primary key (plan_id)
);

-- One row a transaction, in the order of sequence. An imported transaction has no decision: its decision columns are null.
create table journal (
    sequence          bigint           not null,
    recorded_at       timestamptz      not null,
    occurred_at       timestamptz      not null,
    amount_minor      bigint           not null,
    decision_id       uuid,
    decided_at        timestamptz,
    score             double precision,
    latitude          double precision,
    longitude         double precision,
    plan_id           int,
    model_version     int,
    features_micros   int,
    scoring_micros    int,
    policy_micros     int,
    total_micros      int,
    degraded          boolean,
    transaction_id    text             not null,
    account_id        text             not null,
    currency          text             not null,
    channel           text             not null,
    card_id           text,
    merchant_id       text,
    terminal_id       text,
    device_id         text,
    ip_address        text,
    counterparty_id   text,
    merchant_category text,
    merchant_country  text,
    card_country      text,
    outcome           text,
    path              text,
    model_name        text,
    vector            bytea,
    attributes        jsonb,
    reasons           jsonb,
    rules             jsonb,
    trace             jsonb,
    primary key (sequence, recorded_at)
) partition by range (recorded_at);

create index journal_account on journal (account_id, sequence);
create index journal_card on journal (card_id, sequence) where card_id is not null;
create index journal_merchant on journal (merchant_id, sequence) where merchant_id is not null;
create index journal_device on journal (device_id, sequence) where device_id is not null;
create index journal_outcome on journal (outcome, sequence) where outcome in ('CHALLENGE', 'REVIEW', 'DECLINE');
create index journal_recorded on journal using brin (recorded_at);

-- Catches what no month's part exists for, so that a missing part is an alert and not an outage.
create table journal_rest partition of journal default;

-- The ledger of what really happened; append-only.
create table outcome_report (
    sequence       bigint      not null,
    reported_at    timestamptz not null,
    recorded_at    timestamptz not null,
    outcome_id     text        not null unique,
    transaction_id text        not null,
    verdict        text        not null,
    source         text        not null,
    reason         text,
    reverses       text,
    primary key (sequence)
);

create index outcome_report_transaction on outcome_report (transaction_id);
create index outcome_report_reported on outcome_report (reported_at);

-- How far the decisions topic has been written.
create table outbox_cursor (
    topic    text   not null,
    sequence bigint not null,
    primary key (topic)
);

-- What happened to identities that needs a person's eye.
create table identity_conflict (
    sequence       bigint      not null,
    transaction_id text        not null,
    content_hash   uuid        not null,
    kept_sequence  bigint      not null,
    recorded_at    timestamptz not null default now(),
    primary key (sequence)
);
