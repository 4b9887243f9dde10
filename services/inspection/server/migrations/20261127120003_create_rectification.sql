-- What checks order to be put right (责令改正).
create table inspection.rectification (
    id uuid not null,
    check_id uuid not null,
    code text collate "C" not null,
    issuing_department text collate "C" not null,
    reporting_department text collate "C" not null,
    division text collate "C" not null,
    demands text not null,
    due_on date not null,
    rule text not null,
    state text not null,
    report text not null default '',
    documents uuid[] not null default '{}',
    reported_on date,
    recheck_reasons text not null default '',
    rechecked_on date,
    missed_on date,
    revision bigint not null,
    actor text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint rectification_pkey primary key (id),
    constraint rectification_check_fkey foreign key (check_id) references inspection.field_check (id),
    constraint rectification_state_check check (state in ('ordered', 'reported', 'closed', 'failed'))
);

-- One of a check is open at a time, whatever the code does.
create unique index rectification_open_key on inspection.rectification (check_id) where state in ('ordered', 'reported');
create index rectification_division_index on inspection.rectification (division, id desc);
create index rectification_code_index on inspection.rectification (code, id desc);
create index rectification_due_index on inspection.rectification (due_on) where state = 'ordered' and missed_on is null;
