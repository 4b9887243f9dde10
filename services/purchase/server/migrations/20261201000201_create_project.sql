-- Projects of purchase (政府采购项目), a row a project, with the award that a procurement elsewhere came to. Records are kept (GP-08d): nothing
-- is deleted, and who a project is of never changes.
create function purchase.refuse_deletion() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are kept', tg_table_name;
end
$$;

create table purchase.project (
    id uuid not null,
    ocid text not null,
    division text collate "C" not null,
    -- Key of the buyer's department.
    buyer_department text collate "C" not null,
    buyer_title text not null,
    buyer_code text not null,
    title text not null,
    description text not null,
    year integer not null,
    catalog_code text collate "C" not null,
    catalog uuid not null,
    catalog_title text not null,
    budget_fen bigint not null,
    method text not null,
    single_source_reason text not null,
    platform_number text not null,
    status text not null default 'planned',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    supplier_code text collate "C",
    supplier_title text not null default '',
    award_fen bigint,
    award_on date,
    award_number text not null default '',
    announced_on date,
    -- What credit answered: `allowed`, `not_known`, `no_record`; the conditions that were not known (`key rule@version`); and its answer as
    -- bytes of its contract.
    eligibility text not null default '',
    unknown_conditions text[] not null default '{}',
    eligibility_answer bytea,
    awarded_by text,
    awarded_officer text,
    awarded_at timestamptz,
    ended_on date,
    end_reason text not null default '',
    constraint project_pkey primary key (id),
    constraint project_ocid_key unique (ocid),
    constraint project_catalog_fkey foreign key (catalog) references purchase.catalog (id),
    constraint project_year_check check (year between 2000 and 2100),
    constraint project_budget_check check (budget_fen between 1 and 10000000000000),
    constraint project_method_check check (
        method in ('open_tender', 'invited_tender', 'competitive_negotiation', 'competitive_consultation', 'inquiry', 'single_source', 'framework')
    ),
    constraint project_single_source_check check ((method = 'single_source') = (single_source_reason <> '')),
    constraint project_status_check check (status in ('planned', 'awarded', 'contracted', 'failed', 'cancelled')),
    constraint project_award_check check (award_fen between 1 and budget_fen),
    constraint project_eligibility_check check (eligibility in ('', 'allowed', 'not_known', 'no_record')),
    constraint project_awarded_check check (
        (awarded_at is null) = (award_fen is null)
        and (awarded_at is null) = (award_on is null)
        and (awarded_at is null) = (supplier_code is null)
        and (awarded_at is null) = (awarded_by is null)
        and (awarded_at is null) = (eligibility = '')
        and (awarded_at is not null or status not in ('awarded', 'contracted'))
        and (awarded_at is null or status <> 'planned')
    ),
    constraint project_announced_check check (announced_on >= award_on),
    constraint project_ended_check check (
        (status in ('failed', 'cancelled')) = (ended_on is not null) and (ended_on is null) = (end_reason = '')
    )
);
create index project_buyer_idx on purchase.project (division, buyer_department);
create index project_supplier_idx on purchase.project (supplier_code) where supplier_code is not null;

create function purchase.refuse_other_project() returns trigger language plpgsql as $$
begin
    if (new.id, new.ocid, new.division, new.buyer_department, new.created_at)
        is distinct from (old.id, old.ocid, old.division, old.buyer_department, old.created_at) then
        raise exception 'project % is and stays of its buyer', old.id;
    end if;
    if old.awarded_at is not null and (new.supplier_code, new.award_fen, new.award_on, new.eligibility_answer)
        is distinct from (old.supplier_code, old.award_fen, old.award_on, old.eligibility_answer) then
        raise exception 'project % is awarded once', old.id;
    end if;
    return new;
end
$$;
create trigger project_fixed before update on purchase.project for each row execute function purchase.refuse_other_project();
create trigger project_kept before delete on purchase.project for each row execute function purchase.refuse_deletion();
