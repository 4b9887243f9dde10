-- Special funds (专项资金). A row never changes.
create table purchase.fund (
    id uuid not null,
    division text collate "C" not null,
    -- Key of the department that keeps it.
    department text not null,
    title text not null,
    purpose text not null,
    basis text not null,
    valid_from date not null,
    -- The first day on which it is not valid.
    valid_to date,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint fund_pkey primary key (id),
    constraint fund_validity_check check (valid_to > valid_from)
);
create index fund_division_idx on purchase.fund (division, id desc);
