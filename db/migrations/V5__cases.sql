-- The cases that analysts work, and how far the journal has been read for them.

create table fraud_case (
    case_id          uuid             not null,
    opened_at        timestamptz      not null,
    due_at           timestamptz      not null,
    last_decided_at  timestamptz      not null,
    resolved_at      timestamptz,
    amount_at_risk   double precision not null,
    max_score        double precision,
    revision         int              not null,
    decision_count   int              not null,
    escalated        boolean          not null,
    -- False while the outcomes of a resolution have not been accepted by the ledger.
    reported         boolean          not null,
    account_id       text             not null,
    status           text             not null,
    outcome          text             not null,
    assignee         text,
    resolved_by      text,
    verdict          text,
    reason           text,
    primary key (case_id)
);

-- One case gathers an account's decisions until it is resolved.
create unique index fraud_case_unresolved on fraud_case (account_id) where status <> 'RESOLVED';
create index fraud_case_queue on fraud_case (amount_at_risk desc, case_id) where status = 'OPEN';
create index fraud_case_at_risk on fraud_case (amount_at_risk desc, case_id);
create index fraud_case_opened on fraud_case (opened_at desc, case_id);
create index fraud_case_due on fraud_case (due_at, case_id) where status <> 'RESOLVED';
create index fraud_case_account on fraud_case (account_id);
create index fraud_case_unreported on fraud_case (resolved_at) where not reported;

create table case_decision (
    sequence       bigint           not null,
    case_id        uuid             not null references fraud_case,
    decision_id    uuid             not null,
    occurred_at    timestamptz      not null,
    decided_at     timestamptz      not null,
    amount_minor   bigint           not null,
    score          double precision,
    amount_at_risk double precision not null,
    transaction_id text             not null,
    currency       text             not null,
    channel        text             not null,
    outcome        text             not null,
    card_id        text,
    merchant_id    text,
    device_id      text,
    reasons        jsonb,
    primary key (sequence)
);

create index case_decision_case on case_decision (case_id, sequence desc);
create index case_decision_transaction on case_decision (transaction_id);
create index case_decision_card on case_decision (card_id) where card_id is not null;
create index case_decision_merchant on case_decision (merchant_id) where merchant_id is not null;
create index case_decision_device on case_decision (device_id) where device_id is not null;

create table case_note (
    note_id    bigint      not null generated always as identity,
    case_id    uuid        not null references fraud_case,
    written_at timestamptz not null,
    author     text        not null,
    text       text        not null,
    primary key (note_id)
);

create index case_note_case on case_note (case_id, note_id);

create table case_event (
    event_id    bigint      not null generated always as identity,
    case_id     uuid        not null references fraud_case,
    happened_at timestamptz not null,
    kind        text        not null,
    actor       text        not null,
    detail      text        not null,
    primary key (event_id)
);

create index case_event_case on case_event (case_id, event_id);

create table case_cursor (
    subject  text   not null,
    sequence bigint not null,
    primary key (subject)
);

insert into case_cursor (subject, sequence) values ('journal', 0);
