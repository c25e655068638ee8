-- Who looked at what is sensitive. Not part of the chained audit: it is written behind the answers, many rows at once.
create table sensitive_read (
    read_id    bigint      not null generated always as identity,
    at         timestamptz not null,
    status     int         not null,
    actor      text        not null,
    request_id text        not null,
    method     text        not null,
    path       text        not null,
    primary key (read_id)
);

create index sensitive_read_actor on sensitive_read (actor, read_id);
create index sensitive_read_path on sensitive_read (path text_pattern_ops, read_id);
create index sensitive_read_at on sensitive_read using brin (at);
