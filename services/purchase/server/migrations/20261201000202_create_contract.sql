-- Contracts of purchase (政府购买服务合同). What was signed never changes; supplements stand beside it.
create table purchase.contract (
    id uuid not null,
    project uuid not null,
    division text collate "C" not null,
    buyer_department text collate "C" not null,
    number text not null,
    title text not null,
    supplier_code text collate "C" not null,
    supplier_title text not null,
    amount_fen bigint not null,
    -- What supplements add.
    added_fen bigint not null default 0,
    signed_on date not null,
    award_on date not null,
    starts_on date not null,
    ends_on date not null,
    -- The last day with everything that supplements extended.
    current_ends_on date not null,
    -- The four reasons for a term above one year, in the order of GP-04c; none, or all.
    long_term text[] not null default '{}',
    status text not null default 'active',
    filed_on date,
    filing_number text not null default '',
    terminated_on date,
    termination_ground text,
    termination_reason text not null default '',
    -- The day until which its papers are kept at least: the years of GP-08d after its end.
    retain_until date,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint contract_pkey primary key (id),
    constraint contract_project_key unique (project),
    constraint contract_number_key unique (division, buyer_department, number),
    constraint contract_project_fkey foreign key (project) references purchase.project (id),
    constraint contract_amount_check check (amount_fen between 1 and 10000000000000),
    constraint contract_added_check check (added_fen between 0 and amount_fen),
    constraint contract_term_check check (starts_on <= ends_on and ends_on <= current_ends_on and signed_on >= award_on),
    constraint contract_long_term_check check (cardinality(long_term) in (0, 4)),
    constraint contract_status_check check (status in ('active', 'completed', 'terminated')),
    constraint contract_filed_check check ((filed_on is null) = (filing_number = '') and filed_on >= signed_on),
    constraint contract_terminated_check check (
        (status = 'terminated') = (terminated_on is not null) and (terminated_on is null) = (termination_ground is null)
        and termination_ground in ('agreement', 'supplier_breach', 'buyer_breach', 'public_interest', 'force_majeure')
    ),
    constraint contract_closed_check check ((status = 'active') = (retain_until is null))
);
create index contract_supplier_idx on purchase.contract (supplier_code);
create index contract_unfiled_idx on purchase.contract (signed_on) where filed_on is null;

create function purchase.refuse_other_contract() returns trigger language plpgsql as $$
declare
    free text[] := array['added_fen', 'current_ends_on', 'status', 'filed_on', 'filing_number', 'terminated_on', 'termination_ground',
        'termination_reason', 'retain_until', 'updated_at', 'revision'];
begin
    if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
        raise exception 'contract % was signed, and what was signed never changes', old.id;
    end if;
    return new;
end
$$;
create trigger contract_fixed before update on purchase.contract for each row execute function purchase.refuse_other_contract();
create trigger contract_kept before delete on purchase.contract for each row execute function purchase.refuse_deletion();

-- What is owed, in parts.
create table purchase.contract_milestone (
    contract uuid not null,
    number integer not null,
    title text not null,
    due_on date not null,
    amount_fen bigint not null,
    supplement_number integer not null default 0,
    status text not null default 'pending',
    documents uuid[] not null default '{}',
    submitted_at timestamptz,
    outcome text,
    opinion text not null default '',
    examined_by text,
    examined_officer text,
    examined_at timestamptz,
    reviewed_by text,
    reviewed_officer text,
    accepted_at timestamptz,
    paid_fen bigint not null default 0,
    constraint contract_milestone_pkey primary key (contract, number),
    constraint contract_milestone_contract_fkey foreign key (contract) references purchase.contract (id),
    constraint contract_milestone_status_check check (status in ('pending', 'submitted', 'examined', 'accepted')),
    constraint contract_milestone_outcome_check check (outcome in ('accept', 'return')),
    constraint contract_milestone_amount_check check (amount_fen between 1 and 10000000000000),
    -- Only what was accepted is paid, and never more than it is worth, whatever the code does.
    constraint contract_milestone_paid_check check (paid_fen between 0 and amount_fen and (paid_fen = 0 or accepted_at is not null)),
    constraint contract_milestone_accepted_check check ((status = 'accepted') = (accepted_at is not null)),
    -- Two people (双人验收): whoever examined does not review.
    constraint contract_milestone_two_people_check check (
        reviewed_by is null or coalesce(reviewed_officer <> examined_officer, reviewed_by <> examined_by)
    )
);
create trigger contract_milestone_kept before delete on purchase.contract_milestone
    for each row execute function purchase.refuse_deletion();

create table purchase.contract_indicator (
    contract uuid not null,
    place integer not null,
    key text collate "C" not null,
    title text not null,
    weight integer not null,
    constraint contract_indicator_pkey primary key (contract, place),
    constraint contract_indicator_key unique (contract, key),
    constraint contract_indicator_contract_fkey foreign key (contract) references purchase.contract (id),
    constraint contract_indicator_weight_check check (weight between 1 and 10000)
);
create trigger contract_indicator_kept before update or delete on purchase.contract_indicator
    for each row execute function purchase.refuse_deletion();
