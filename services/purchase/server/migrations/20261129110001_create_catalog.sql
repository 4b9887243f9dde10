create schema if not exists purchase;
-- Versions of guidance catalogues (指导性目录), a row a version. An adopted or discarded one never changes: which one holds on a day
-- follows from their first days.
create table purchase.catalog (
    id uuid not null,
    division text collate "C" not null,
    version integer not null,
    title text not null,
    -- The budget year.
    year integer not null,
    entry_count integer not null default 0,
    -- Key of the department that drafted it.
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    adopted_by text,
    adopted_officer text,
    adopted_at timestamptz,
    document_number text not null default '',
    valid_from date,
    -- The first day on which it is not in force, as the document states it.
    valid_to date,
    discarded_at timestamptz,
    discard_reason text not null default '',
    constraint catalog_pkey primary key (id),
    constraint catalog_version_key unique (division, version),
    constraint catalog_year_check check (year between 2000 and 2100),
    constraint catalog_validity_check check (valid_to > valid_from),
    constraint catalog_adopted_check check (
        (adopted_at is null) = (adopted_by is null)
        and (adopted_at is null) = (valid_from is null)
        and (adopted_at is null) = (document_number = '')
    ),
    constraint catalog_discarded_check check ((discarded_at is null) = (discard_reason = '')),
    constraint catalog_outcome_check check (adopted_at is null or discarded_at is null),
    -- Two people (双人复核): whoever drafted it does not adopt it.
    constraint catalog_two_people_check check (
        adopted_by is null or coalesce(adopted_officer <> created_officer, adopted_by <> created_by)
    )
);
-- One version of a division begins on a day.
create unique index catalog_begin_key on purchase.catalog (division, valid_from) where adopted_at is not null;

create function purchase.refuse_change_of_catalog() returns trigger language plpgsql as $$
begin
    if old.adopted_at is not null or old.discarded_at is not null then
        raise exception 'catalogue % is adopted or discarded, and never changes', old.id;
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger catalog_fixed before update or delete on purchase.catalog
    for each row execute function purchase.refuse_change_of_catalog();
