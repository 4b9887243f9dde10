-- Who has which qualification from when until when. A decision adds a row; what cancels it, or takes that back, is kept beside it.
create table credit.qualification (
    id uuid not null,
    organization text collate "C" not null,
    kind text not null,
    division text collate "C" not null,
    -- Key of the department that answers for it.
    department text not null,
    -- Who decided, where it is recorded as told.
    authority text not null default '',
    document_number text not null,
    decided_on date not null,
    valid_from date not null,
    -- First day on which it is not in force by itself.
    valid_until date,
    -- The version of the rule that gave it its end, `TX-03a@1`.
    rule text not null default '',
    batch uuid,
    application uuid,
    -- The cancellation that stands, if one does.
    cancelled_on date,
    ground text not null default '',
    barred_until date,
    barred_forever boolean not null default false,
    -- When others were told that it will lapse, and that it has.
    warned_on date,
    lapse_told_on date,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint qualification_pkey primary key (id),
    constraint qualification_batch_fkey foreign key (batch) references credit.qualification_batch (id),
    constraint qualification_valid_check check (valid_until > valid_from)
);
-- An application grants once, and a kind begins once on a day.
create unique index qualification_application_key on credit.qualification (application) where application is not null;
create unique index qualification_start_key on credit.qualification (organization, kind, valid_from) where cancelled_on is null;
create index qualification_organization_index on credit.qualification (organization, id);
create index qualification_kind_index on credit.qualification (kind, organization, id);
create index qualification_end_index on credit.qualification (valid_until) where cancelled_on is null and lapse_told_on is null;
-- Every cancellation of a qualification. Its case has the same id.
create table credit.qualification_cancellation (
    id uuid not null,
    qualification uuid not null,
    ground text not null,
    rule text not null,
    -- Name of the resource that it rests on; may be empty.
    cause text not null default '',
    cancelled_on date not null,
    document_number text not null,
    barred_until date,
    barred_forever boolean not null,
    announcement uuid not null,
    reinstated_on date,
    reinstate_document_number text not null default '',
    created_at timestamptz not null,
    constraint qualification_cancellation_pkey primary key (id),
    constraint qualification_cancellation_qualification_fkey foreign key (qualification) references credit.qualification (id)
);
create unique index qualification_cancellation_standing_key on credit.qualification_cancellation (qualification)
where reinstated_on is null;
-- That facts speak for cancelling a qualification or for reinstating it. Its case has the same id.
create table credit.qualification_draft (
    id uuid not null,
    qualification uuid not null,
    organization text collate "C" not null,
    kind text not null,
    division text collate "C" not null,
    -- Key of the department that decides.
    department text not null,
    act text not null,
    ground text not null,
    rule text not null,
    cause text not null,
    state text not null,
    reasons text not null default '',
    document_number text not null default '',
    ended_on date,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint qualification_draft_pkey primary key (id),
    constraint qualification_draft_qualification_fkey foreign key (qualification) references credit.qualification (id),
    -- One for each ground and what it rests on.
    constraint qualification_draft_cause_key unique (qualification, act, ground, cause),
    constraint qualification_draft_act_check check (act in ('cancel', 'reinstate')),
    constraint qualification_draft_state_check check (state in ('drafted', 'approved', 'dismissed', 'lapsed'))
);
create index qualification_draft_division_index on credit.qualification_draft (division, id);
