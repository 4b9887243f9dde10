-- What organisations ask of records: objections and repairs. Each is a case of the same id.
create table credit.petition (
    id uuid not null,
    kind text not null,
    record uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    -- Key of the department that decides.
    department text not null,
    -- Key of the department through whose portal it came.
    portal text not null,
    statement text not null,
    proof_number text not null default '',
    state text not null,
    due_on date,
    reasons text not null default '',
    decision_number text not null default '',
    decided_on date,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint petition_pkey primary key (id),
    constraint petition_kind_check check (kind in ('objection', 'repair'))
);
create unique index petition_open_key on credit.petition (record, kind) where decided_on is null;
create index petition_record_index on credit.petition (record);
