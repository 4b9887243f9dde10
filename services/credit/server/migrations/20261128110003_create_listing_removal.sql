-- Applications to be taken off a list, each with a case of the same id.
create table credit.listing_removal (
    id uuid not null,
    listing uuid not null,
    department text not null,
    statement text not null,
    -- The state of the procedure.
    state text not null,
    requested_on date not null,
    due_on date not null,
    decided_on date,
    document_number text not null default '',
    reasons text not null default '',
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint listing_removal_pkey primary key (id),
    constraint listing_removal_listing_fkey foreign key (listing) references credit.listing,
    constraint listing_removal_state_check check (state in ('verifying', 'removed', 'refused', 'moot'))
);
-- One at a time.
create unique index listing_removal_open_key on credit.listing_removal (listing) where state = 'verifying';
create index listing_removal_listing_index on credit.listing_removal (listing);
-- Why an organisation is off a list: `application`, `period` or `moved`; empty while it is on it.
alter table credit.listing add column removed_by text not null default '';
alter table credit.listing add constraint listing_removed_by_check check (
    removed_by in ('', 'application', 'period', 'moved')
);
create index listing_standing_index on credit.listing (list, period_from) where removed_on is null and withdrawn_on is null;
create index listing_list_index on credit.listing (list, organization, id);
