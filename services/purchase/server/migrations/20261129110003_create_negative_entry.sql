-- Entries of the catalogue that a division additionally excludes (本级负面清单), for itself and the divisions below.
create table purchase.negative_entry (
    id uuid not null,
    division text collate "C" not null,
    code text collate "C" not null,
    -- What the entry is called in the catalogue in which the code was found.
    title text not null,
    catalog uuid not null,
    -- Id of the category's rule, and the version that was in force.
    category text not null,
    rule text not null,
    basis text not null,
    valid_from date not null,
    -- The first day on which it does not hold.
    valid_to date,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    end_reason text not null default '',
    constraint negative_entry_pkey primary key (id),
    constraint negative_entry_catalog_fkey foreign key (catalog) references purchase.catalog (id),
    -- Ended before its first day, it never held.
    constraint negative_entry_validity_check check (valid_to >= valid_from)
);
create index negative_entry_code_idx on purchase.negative_entry (division, code);
