-- The dead-letter workbench: records of Kafka that could not be taken, as received, until someone has put them right.
create table dead_letter (
    id               bigint      not null generated always as identity,
    received_at      timestamptz not null,
    origin_timestamp bigint      not null,
    origin_offset    bigint      not null,
    revision         bigint      not null default 1,
    resolved_at      timestamptz,
    origin_partition int         not null,
    origin_topic     text        not null,
    error_code       text        not null,
    error_detail     text        not null,
    status           text        not null default 'OPEN',
    resolved_by      text,
    key              bytea,
    payload          bytea,
    corrected        bytea,
    primary key (id),
    -- A record that is read again after a crash is the same letter; the time tells a topic from one made anew under its name.
    unique (origin_topic, origin_partition, origin_offset, origin_timestamp)
);

create index dead_letter_status on dead_letter (status, id);
