-- Entries of catalogues (目录条目). Those of a draft are replaced together; those of an adopted or discarded catalogue never change.
create table purchase.catalog_entry (
    catalog uuid not null,
    code text collate "C" not null,
    title text not null,
    level smallint not null,
    parent_code text collate "C",
    remark text not null,
    constraint catalog_entry_pkey primary key (catalog, code),
    constraint catalog_entry_catalog_fkey foreign key (catalog) references purchase.catalog (id),
    constraint catalog_entry_parent_fkey foreign key (catalog, parent_code) references purchase.catalog_entry (catalog, code),
    constraint catalog_entry_level_check check (level between 1 and 3),
    constraint catalog_entry_parent_check check ((level = 1) = (parent_code is null))
);
create index catalog_entry_parent_idx on purchase.catalog_entry (catalog, parent_code);

create function purchase.refuse_change_of_entry() returns trigger language plpgsql as $$
declare
    whose uuid := case tg_op when 'DELETE' then old.catalog else new.catalog end;
begin
    if exists (
        select from purchase.catalog
        where id in (whose, case tg_op when 'UPDATE' then old.catalog end) and (adopted_at is not null or discarded_at is not null)
    ) then
        raise exception 'catalogue % is adopted or discarded, and so are its entries', whose;
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger catalog_entry_fixed before insert or update or delete on purchase.catalog_entry
    for each row execute function purchase.refuse_change_of_entry();
