-- The grounds that carry a listing, one for each draft that was decided.
create table credit.listing_ground (
    -- The draft.
    id uuid not null,
    listing uuid not null,
    ground text not null,
    rule text not null,
    cause text not null,
    since_on date not null,
    records uuid[] not null,
    decided_on date not null,
    document_number text not null,
    -- The announcement that published it.
    announcement uuid not null,
    -- When it fell, because what it rests on was withdrawn.
    withdrawn_on date,
    created_at timestamptz not null,
    constraint listing_ground_pkey primary key (id),
    constraint listing_ground_draft_fkey foreign key (id) references credit.listing_draft,
    constraint listing_ground_listing_fkey foreign key (listing) references credit.listing
);
create index listing_ground_listing_index on credit.listing_ground (listing);
create index listing_ground_cause_index on credit.listing_ground (cause);
create index listing_ground_records_index on credit.listing_ground using gin (records);
