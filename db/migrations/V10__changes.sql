-- Changes that wait for a second person, and what became of them.
create table change_proposal (
    change_id   uuid        not null,
    proposed_at timestamptz not null,
    decided_at  timestamptz,
    kind        text        not null,
    action      text        not null,
    resource    text        not null,
    status      text        not null check (status in ('PENDING', 'APPROVED', 'REJECTED')),
    proposed_by text        not null,
    decided_by  text,
    reason      text,
    before      text,
    change      text        not null,
    primary key (change_id)
);

create index change_proposal_newest on change_proposal (proposed_at desc, change_id desc);

-- A change by the one who proposed it is none that two people have seen, whatever program makes it.
alter table change_proposal add constraint change_proposal_four_eyes
    check (status <> 'APPROVED' or decided_by is distinct from proposed_by);
