-- Lists of a year by which applications were proposed or qualifications granted.
create table credit.qualification_batch (
    id uuid not null,
    kind text not null,
    act text not null,
    year integer not null,
    division text collate "C" not null,
    -- Key of the department that made or recorded it.
    department text not null,
    -- Who decided, where it is recorded as told.
    authority text not null default '',
    document_number text not null,
    decided_on date not null,
    created_at timestamptz not null,
    constraint qualification_batch_pkey primary key (id),
    constraint qualification_batch_act_check check (act in ('proposal', 'grant'))
);
create index qualification_batch_division_index on credit.qualification_batch (division, id);
-- Applications for qualifications. Each is a case of the same id.
create table credit.qualification_application (
    id uuid not null,
    organization text collate "C" not null,
    kind text not null,
    division text collate "C" not null,
    -- Key of the department that applied.
    applicant text not null,
    -- Key of the department that answers for the decision.
    lead text not null,
    statement text not null default '',
    documents uuid[] not null,
    -- What kind of paper each document is, in the same order.
    document_kinds text[] not null,
    state text not null,
    -- The qualification that it is to follow.
    renews uuid,
    due_on date,
    -- Every condition on the day of the application, and at the decision: onecode.credit.v1.Eligibility.
    at_application bytea not null,
    at_decision bytea,
    reasons text not null default '',
    document_number text not null default '',
    proposal uuid,
    batch uuid,
    qualification uuid,
    ended_on date,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint qualification_application_pkey primary key (id),
    constraint qualification_application_proposal_fkey foreign key (proposal) references credit.qualification_batch (id),
    constraint qualification_application_batch_fkey foreign key (batch) references credit.qualification_batch (id),
    constraint qualification_application_state_check check (
        state in ('examining', 'supplementing', 'proposed', 'granted', 'refused', 'withdrawn')
    )
);
-- One at a time.
create unique index qualification_application_open_key on credit.qualification_application (organization, kind) where ended_on is null;
create index qualification_application_division_index on credit.qualification_application (division, id);
create index qualification_application_proposal_index on credit.qualification_application (proposal) where proposal is not null;
create index qualification_application_batch_index on credit.qualification_application (batch) where batch is not null;
-- What each department said of its part. Papers that came later close what was said before.
create table credit.qualification_confirmation (
    id uuid not null,
    application uuid not null,
    department text not null,
    confirmed boolean not null,
    reasons text not null,
    -- Keys of the conditions that it has seen proved.
    proved text[] not null,
    decided_on date not null,
    closed boolean not null default false,
    created_at timestamptz not null,
    constraint qualification_confirmation_pkey primary key (id),
    constraint qualification_confirmation_application_fkey foreign key (application) references credit.qualification_application (id)
);
create unique index qualification_confirmation_open_key on credit.qualification_confirmation (application, department) where not closed;
