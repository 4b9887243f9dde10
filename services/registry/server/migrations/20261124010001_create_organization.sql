-- The register as it stands today: the fold of each organisation's revisions, rewritten with every one of them.
create schema if not exists registry;

create table registry.organization (
    code text collate "C" not null,
    title text not null,
    kind text not null,
    status text not null,
    division text collate "C" not null,
    registration_authority text not null,
    supervising_unit text not null,
    established_date date,
    address text not null,
    business_scope text not null,
    registered_capital_fen bigint not null,
    legal_representative text not null,
    contact_phone text not null,
    former_titles text[] not null,
    abbreviations text[] not null,
    identifiers jsonb not null,
    synthetic boolean not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint organization_code_key primary key (code),
    constraint organization_kind_check check (kind in ('social_group', 'private_non_enterprise', 'foundation', 'other')),
    constraint organization_status_check
        check (status in ('unknown', 'active', 'suspended', 'liquidating', 'revoked', 'deregistered')),
    constraint organization_registered_capital_fen_check check (registered_capital_fen >= 0)
);

-- Lists go by code within a place, so each width of a place has an index that is in the order of codes there; a kind needs
-- none, because the second character of a code says it.
create index organization_province_index on registry.organization (left(division, 2), code);
create index organization_city_index on registry.organization (left(division, 4), code);
create index organization_division_index on registry.organization (division, code);
create index organization_status_index on registry.organization (status, code);
create index organization_supervising_unit_index on registry.organization (supervising_unit, code)
    where supervising_unit <> '';
create index organization_established_date_index on registry.organization (established_date, code)
    where established_date is not null;
