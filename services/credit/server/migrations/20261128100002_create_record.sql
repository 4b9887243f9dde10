-- Credit information. Rows end or are withdrawn; nothing else of them changes.
create table credit.record (
    -- That of the fact that told it, or of its submission: the same whenever the table is made anew from the feed.
    id uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    department text not null default '',
    kind text not null,
    source text not null,
    document_number text not null default '',
    year integer,
    value text not null default '',
    amount_fen bigint,
    counts_from date not null,
    counts_until date,
    withdrawn_on date,
    obtained_on date not null,
    created_at timestamptz not null,
    constraint record_pkey primary key (id),
    constraint record_amount_check check (amount_fen >= 0)
);
create index record_organization_index on credit.record (organization, counts_from, id);
create index record_source_index on credit.record (source, kind);
