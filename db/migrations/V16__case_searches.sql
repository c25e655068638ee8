-- The cases of one analyst, and those of one status, in the order of the queue: both read every case there ever was.
create index fraud_case_assignee on fraud_case (assignee, amount_at_risk desc, case_id) where assignee is not null;
create index fraud_case_status on fraud_case (status, amount_at_risk desc, case_id);
