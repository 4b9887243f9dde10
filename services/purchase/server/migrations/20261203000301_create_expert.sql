-- The banks of experts (评审专家库). What is stated of an expert never changes; removed, it is kept.
create table purchase.expert (
    id uuid not null,
    division text collate "C" not null,
    department text collate "C" not null,
    account text not null,
    fields text[] not null,
    employer_code text collate "C" not null,
    tie_codes text[] not null,
    -- The last day of each tie; none: it lasts.
    tie_ends date[] not null,
    valid_from date not null,
    valid_to date not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    removed_by text,
    removed_officer text,
    removed_at timestamptz,
    remove_reason text not null default '',
    revision bigint not null default 1,
    constraint expert_pkey primary key (id),
    constraint expert_fields_check check (cardinality(fields) between 1 and 20),
    constraint expert_ties_check check (cardinality(tie_codes) = cardinality(tie_ends)),
    constraint expert_valid_check check (valid_from <= valid_to),
    constraint expert_removed_check check ((removed_at is null) = (remove_reason = '') and (removed_at is null) = (removed_by is null))
);
create unique index expert_account_key on purchase.expert (division, department, account) where removed_at is null;
create index expert_bank_idx on purchase.expert (division, department, id);

create function purchase.refuse_other_expert() returns trigger language plpgsql as $$
begin
    if (new.id, new.division, new.department, new.account, new.fields, new.employer_code, new.tie_codes, new.tie_ends, new.valid_from,
            new.valid_to, new.created_by, new.created_at)
        is distinct from (old.id, old.division, old.department, old.account, old.fields, old.employer_code, old.tie_codes, old.tie_ends,
            old.valid_from, old.valid_to, old.created_by, old.created_at)
        or old.removed_at is not null then
        raise exception 'expert % stays what was stated', old.id;
    end if;
    return new;
end
$$;
create trigger expert_fixed before update on purchase.expert for each row execute function purchase.refuse_other_expert();
create trigger expert_kept before delete on purchase.expert for each row execute function purchase.refuse_deletion();
