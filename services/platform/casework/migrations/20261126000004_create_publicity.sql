-- What is put before the public for a time, and what the public says of it.
create table casework.publicity (
    id uuid not null,
    case_id uuid not null,
    kind text not null,
    title text not null,
    body text not null,
    division text collate "C" not null,
    opened_on date not null,
    closes_on date not null,
    rule text not null,
    rule_version integer not null,
    created_at timestamptz not null,
    constraint publicity_pkey primary key (id),
    constraint publicity_case_fkey foreign key (case_id) references casework.case (id),
    constraint publicity_days_check check (closes_on >= opened_on)
);
create index publicity_case_index on casework.publicity (case_id);
create index publicity_opened_index on casework.publicity (opened_on desc, id);

create table casework.objection (
    id uuid not null,
    publicity_id uuid not null,
    case_id uuid not null,
    receipt text collate "C" not null,
    body text not null,
    department text not null,
    state text not null,
    answer text not null,
    created_at timestamptz not null,
    answered_at timestamptz,
    constraint objection_pkey primary key (id),
    constraint objection_receipt_key unique (receipt),
    constraint objection_publicity_fkey foreign key (publicity_id) references casework.publicity (id),
    constraint objection_state_check check (state in ('open', 'upheld', 'rejected'))
);
create index objection_case_index on casework.objection (case_id);
create index objection_publicity_index on casework.objection (publicity_id);
