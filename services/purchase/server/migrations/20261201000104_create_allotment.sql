-- Money for a fund in a year (预算指标): proposed by one official, approved by another. A decided one never changes.
create table purchase.allotment (
    id uuid not null,
    fund uuid not null,
    division text collate "C" not null,
    year integer not null,
    amount_fen bigint not null,
    document_number text not null,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    decided_by text,
    decided_officer text,
    decided_at timestamptz,
    -- Of the movement that put it into the budget.
    movement bigint,
    reject_reason text not null default '',
    constraint allotment_pkey primary key (id),
    constraint allotment_fund_fkey foreign key (fund) references purchase.fund (id),
    constraint allotment_movement_fkey foreign key (fund, year, movement)
        references purchase.ledger_movement (fund, year, number),
    constraint allotment_amount_check check (amount_fen > 0),
    constraint allotment_year_check check (year between 2000 and 2100),
    constraint allotment_decided_check check (
        (decided_at is null) = (decided_by is null)
        and (decided_at is null or (movement is null) = (reject_reason <> ''))
        and (decided_at is not null or (movement is null and reject_reason = ''))
    ),
    -- Two people (双人复核, SF-03): whoever proposed it does not approve it.
    constraint allotment_two_people_check check (
        movement is null or coalesce(decided_officer <> created_officer, decided_by <> created_by)
    )
);
create index allotment_fund_idx on purchase.allotment (fund, id desc);

create function purchase.refuse_change_of_allotment() returns trigger language plpgsql as $$
begin
    if old.decided_at is not null then
        raise exception 'allotment % is decided, and never changes', old.id;
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger allotment_fixed before update or delete on purchase.allotment
    for each row execute function purchase.refuse_change_of_allotment();
