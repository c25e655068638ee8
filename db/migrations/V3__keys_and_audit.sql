-- API keys. The secret itself is nowhere: only its SHA-256.
create table api_key (
    id           uuid        not null,
    name         text        not null,
    role         text        not null,
    sha256       bytea       not null,
    rate_limit   int,
    revision     bigint      not null,
    created_at   timestamptz not null,
    created_by   text        not null,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    primary key (id),
    unique (sha256)
);

-- Two keys that are called the same cannot be told apart in the audit.
create unique index api_key_name on api_key (name) where revoked_at is null;

-- Every write of a person, each chained by hash to the one before.
create table audit_entry (
    position   bigint      not null,
    at         timestamptz not null,
    actor      text        not null,
    request_id text        not null,
    action     text        not null,
    resource   text        not null,
    before     text,
    after      text,
    hash       bytea       not null,
    primary key (position)
);

create index audit_entry_actor on audit_entry (actor, position);
create index audit_entry_resource on audit_entry (resource text_pattern_ops, position);
create index audit_entry_at on audit_entry (at);

-- Where the chain ends: a tail that is cut off no longer reaches it. Its row is also the lock under which entries are added.
create table audit_head (
    single   boolean not null default true check (single),
    position bigint  not null,
    hash     bytea   not null,
    primary key (single)
);

insert into audit_head (position, hash) values (0, decode(repeat('00', 32), 'hex'));
