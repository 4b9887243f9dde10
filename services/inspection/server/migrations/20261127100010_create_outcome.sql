-- What became of organisations, added by every matter in its own unit of work. Rows end or are withdrawn; nothing else of them changes.
create table inspection.outcome (
    id uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    kind text not null,
    resource text not null,
    year integer,
    value text not null default '',
    amount_fen bigint,
    counts_from date not null,
    counts_until date,
    withdrawn_on date,
    created_at timestamptz not null,
    constraint outcome_pkey primary key (id),
    constraint outcome_amount_check check (amount_fen >= 0)
);
-- One of a kind of a resource stands at a time, whatever the code does.
create unique index outcome_standing_key on inspection.outcome (resource, kind) where withdrawn_on is null and counts_until is null;
create index outcome_organization_index on inspection.outcome (organization, counts_from, id);
create index outcome_resource_index on inspection.outcome (resource, kind);
