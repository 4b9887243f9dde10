-- Every name an organisation has or had, as search and resolution read it; derived from registry.organization.
-- `grams` holds what a query may hit (see store/name/gram.rs); the other columns decide whether it did, and how well.
create table registry.name (
    code text collate "C" not null,
    kind text not null,
    title text not null,
    folded text collate "C" not null,
    pinyin text collate "C" not null,
    initials text collate "C" not null,
    division text collate "C" not null,
    status text not null,
    grams tsvector not null,
    created_at timestamptz not null default now(),
    constraint name_kind_check check (kind in ('title', 'former', 'abbreviation'))
);

create index name_code_index on registry.name (code);
create index name_folded_index on registry.name (folded, code);
-- The pending list makes an import several times faster; half a megabyte of it costs each scan a fifth of a millisecond.
create index name_grams_index on registry.name using gin (grams) with (gin_pending_list_limit = 512);
