-- A number is unique by its identity (transaction_identity); here it only needs to be found, and the time of recording
-- beside it in the index was eight bytes a row for nothing.
alter table journal drop constraint journal_pkey;
create index journal_sequence on journal (sequence);

-- Blocks are summarised as they fill, so that where a moment lies is found in the newest month too.
drop index journal_recorded;
create index journal_recorded on journal using brin (recorded_at) with (autosummarize = on);

-- A million entries were loaded into five indexes. An entry is always asked for with its list, so two of them are enough
-- to find it: by its place on the list and by what it lists.
drop index list_entry_by_value;
drop index list_entry_page;
alter table list_entry drop constraint list_entry_pkey;
alter table list_entry add primary key (list, entry_id);
