-- Training runs that a service started, and what became of them.
create table retraining_run (
    run_id             uuid        not null,
    requested_at       timestamptz not null default now(),
    ended_at           timestamptz,
    -- Said again and again by the replica that runs it; one that fell silent is not running.
    alive_at           timestamptz not null default now(),
    done               int         not null,
    steps              int         not null,
    registered_version int,
    promoted           boolean     not null default false,
    model              text        not null,
    cause              text        not null check (cause in ('SCHEDULE', 'DEMAND')),
    requested_by       text        not null,
    state              text        not null check (state in ('RUNNING', 'SUCCEEDED', 'FAILED', 'INTERRUPTED')),
    stage              text        not null,
    failure            text,
    folder             text,
    request            jsonb       not null,
    report             jsonb,
    primary key (run_id)
);

-- One at a time, whichever replica.
create unique index retraining_run_alone on retraining_run ((true)) where state = 'RUNNING';
create index retraining_run_listed on retraining_run (requested_at desc, run_id);

-- New champions that are watched against those before them.
create table promotion_watch (
    watch_id        bigint      not null generated always as identity,
    started_at      timestamptz not null default now(),
    ends_at         timestamptz not null,
    ended_at        timestamptz,
    version         int         not null,
    former          int         not null,
    fallback        int,
    former_fallback int,
    model           text        not null,
    state           text        not null check (state in ('WATCHING', 'KEPT', 'ROLLED_BACK', 'SUPERSEDED')),
    verdict         text,
    figures         jsonb,
    primary key (watch_id)
);

create index promotion_watch_open on promotion_watch (watch_id) where state = 'WATCHING';
