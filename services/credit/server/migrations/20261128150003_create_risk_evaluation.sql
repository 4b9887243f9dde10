-- Organisations whose records changed, and whose warnings are to be looked at. Written with the change, deleted with what follows.
create table credit.risk_due (
    organization text collate "C" not null,
    created_at timestamptz not null,
    constraint risk_due_pkey primary key (organization)
);
-- The daily look at everyone, and how far it is.
create table credit.risk_round (
    day date not null,
    -- The last organisation that was looked at.
    after_code text collate "C" not null default '',
    done boolean not null default false,
    created_at timestamptz not null,
    constraint risk_round_pkey primary key (day)
);
-- Rules that could not be evaluated for an organisation when that was last tried.
create table credit.risk_failure (
    rule uuid not null,
    organization text collate "C" not null,
    description text not null,
    created_at timestamptz not null,
    constraint risk_failure_pkey primary key (rule, organization),
    constraint risk_failure_rule_fkey foreign key (rule) references credit.risk_rule (id)
);
create index risk_failure_organization_index on credit.risk_failure (organization);
-- Whom signs of having no life are looked for among.
create index record_silent_index on credit.record (organization)
where kind in ('report_missed', 'unreachable') and withdrawn_on is null;
