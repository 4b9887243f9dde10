-- Numbers by which an organisation is or was known, present in any revision; resolution reads them.
create table registry.identifier (
    value text collate "C" not null,
    kind text not null,
    code text collate "C" not null,
    created_at timestamptz not null,
    constraint identifier_pkey primary key (value, kind, code),
    constraint identifier_kind_check check (kind in ('registration_number', 'organization_code', 'filing_number')),
    constraint identifier_code_fkey foreign key (code) references registry.organization (code)
);
