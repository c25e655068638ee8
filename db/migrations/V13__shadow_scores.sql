-- What challengers said of transactions that the champion decided, beside the champion's score in the journal.
create table shadow_score (
    transaction_id text             not null,
    model_name     text             not null,
    model_version  int              not null,
    score          double precision not null,
    recorded_at    timestamptz      not null,
    primary key (transaction_id, model_name, model_version)
);

create index shadow_score_recorded on shadow_score using brin (recorded_at);
