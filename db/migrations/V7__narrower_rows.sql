-- A trace is only ever read as a whole, and its text is a third shorter than its jsonb.
alter table journal alter column trace type text;

-- By these the months that are past retention are found.
create index outcome_report_recorded on outcome_report using brin (recorded_at);
