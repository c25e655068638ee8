-- Rules and lists. Every change of either raises its revision, so that each replica sees by one number that it must read again.

create table policy_revision (
    subject  text   not null,
    revision bigint not null,
    primary key (subject)
);

insert into policy_revision (subject, revision) values ('rules', 0), ('lists', 0);

-- Every version a rule ever had; the state of the rules at a revision is, of each rule, its last version up to it.
create table rule_version (
    rule_id         text        not null,
    version         int         not null,
    policy_revision bigint      not null,
    priority        int         not null,
    description     text        not null,
    expression      text        not null,
    outcome         text        not null,
    mode            text        not null,
    on_error        text        not null,
    deleted         boolean     not null,
    latest          boolean     not null,
    created_at      timestamptz not null,
    created_by      text        not null,
    primary key (rule_id, version)
);

create unique index rule_version_latest on rule_version (rule_id) where latest;
create index rule_version_revision on rule_version (policy_revision);

-- A removed entry stays as a row, so that a replica that polls sees that it is gone.
create table list_entry (
    entry_id        bigint      not null generated always as identity,
    policy_revision bigint      not null,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    expires_at      timestamptz,
    version         int         not null,
    removed         boolean     not null,
    list            text        not null,
    identifier      text        not null,
    value           text        not null,
    reason          text        not null,
    author          text        not null,
    primary key (entry_id)
);

create unique index list_entry_value on list_entry (list, identifier, value);
create index list_entry_revision on list_entry (policy_revision);
create index list_entry_page on list_entry (list, entry_id) where not removed;
create index list_entry_by_value on list_entry (value);
