-- Applications. Content is the contract's message without leaders; leaders lie sealed beside it. The id is that of the case.
create table registry.application (
    id uuid not null,
    kind text not null,
    state text not null,
    revision bigint not null,
    division text collate "C" not null,
    organization text collate "C" not null,
    organization_kind text not null,
    title text not null,
    supervising_department text collate "C" not null,
    applicant_department text collate "C" not null,
    content bytea not null,
    leaders bytea,
    official_accounts bytea[] not null,
    answers jsonb not null,
    approved boolean,
    decision_number text not null default '',
    decision_reasons text not null default '',
    decision_ground text not null default '',
    decision_rules jsonb not null default '[]',
    certificate text not null default '',
    decided_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint application_pkey primary key (id),
    constraint application_kind_check
        check (kind in ('establishment', 'change', 'deregistration', 'simplified-deregistration', 'branch', 'charter')),
    constraint application_decided_check check ((approved is null) = (decided_at is null))
);
create index application_organization_index on registry.application (organization, id) where organization <> '';
create index application_state_index on registry.application (state, id);
-- An organisation ends once: one application for its end is under way at a time.
create unique index application_ending_key on registry.application (organization)
    where kind in ('deregistration', 'simplified-deregistration')
        and state in ('submitted', 'returned', 'reviewing', 'public-notice');
