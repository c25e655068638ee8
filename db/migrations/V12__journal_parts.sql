-- The journal's months are made and dropped while the service runs. The role that serves need not own the
-- journal for that: these two run as the role that migrated, and do nothing but this.

create function make_journal_part(month date) returns void
    language plpgsql security definer set search_path from current as $$
declare
    first_day date := date_trunc('month', month)::date;
begin
    execute format(
        'create table if not exists %I partition of journal for values from (%L) to (%L)',
        'journal_' || to_char(first_day, 'YYYY_MM'),
        to_char(first_day, 'YYYY-MM-DD') || 'T00:00:00Z',
        to_char(first_day + interval '1 month', 'YYYY-MM-DD') || 'T00:00:00Z');
end $$;

create function drop_journal_part(part name) returns void
    language plpgsql security definer set search_path from current as $$
begin
    if part !~ '^journal_[0-9]{4}_[0-9]{2}$' or not exists (
        select from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'journal'::regclass and c.relname = part) then
        raise exception '% is no month of the journal', part;
    end if;
    execute format('drop table %I', part);
end $$;

revoke execute on function make_journal_part(date), drop_journal_part(name) from public;
