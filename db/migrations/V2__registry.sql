-- Model versions, and who made which of them champion or challenger. All three tables only grow:
-- the newest row of an alias or of a version's thresholds is the one that counts, the older ones
-- are its history.

create table model_version (
    name          text        not null check (name ~ '^[a-z0-9-]{1,64}$'),
    version       int         not null check (version > 0),
    manifest      jsonb       not null,
    model         bytea       not null,
    sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    refusal       text,
    registered_by text        not null,
    registered_at timestamptz not null default now(),
    primary key (name, version)
);

-- Trees compress badly and are read whole: stored out of line as they are.
alter table model_version alter column model set storage external;

create table model_alias (
    name       text        not null,
    alias      text        not null check (alias in ('CHAMPION', 'CHALLENGER')),
    revision   int         not null check (revision > 0),
    version    int         not null,
    reason     text        not null,
    changed_by text        not null,
    changed_at timestamptz not null default now(),
    primary key (name, alias, revision),
    foreign key (name, version) references model_version (name, version)
);

create table model_thresholds (
    name       text        not null,
    version    int         not null,
    revision   int         not null check (revision > 1),
    thresholds jsonb       not null,
    changed_by text        not null,
    changed_at timestamptz not null default now(),
    primary key (name, version, revision),
    foreign key (name, version) references model_version (name, version)
);

create function refuse_registry_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % never change', tg_table_name;
end
$$;

create trigger model_version_never_changes before update or delete on model_version
    for each row execute function refuse_registry_change();
create trigger model_alias_never_changes before update or delete on model_alias
    for each row execute function refuse_registry_change();
create trigger model_thresholds_never_change before update or delete on model_thresholds
    for each row execute function refuse_registry_change();

-- Heard by every replica; one that misses it finds the new row when it next looks.
create function announce_registry_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('riskgate_registry', new.name);
    return null;
end
$$;

create trigger model_alias_is_announced after insert on model_alias
    for each row execute function announce_registry_change();
create trigger model_thresholds_are_announced after insert on model_thresholds
    for each row execute function announce_registry_change();
