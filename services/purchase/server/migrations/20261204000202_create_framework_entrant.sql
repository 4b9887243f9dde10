-- Suppliers of a framework (入围供应商), each with its unit price and what credit answered when it was concluded.
create table purchase.framework_entrant (
    framework uuid not null,
    code text collate "C" not null,
    title text not null,
    -- In the ranking of the tender, from 1; those who could not be hired any more leave gaps.
    rank integer not null,
    bid uuid not null,
    unit_fen bigint not null,
    -- As in `purchase.project`.
    eligibility text not null,
    unknown_conditions text[] not null,
    eligibility_answer bytea,
    removed_on date,
    removed_by text,
    removed_officer text,
    remove_ground text not null default '',
    remove_reason text not null default '',
    constraint framework_entrant_pkey primary key (framework, code),
    constraint framework_entrant_rank_key unique (framework, rank),
    constraint framework_entrant_framework_fkey foreign key (framework) references purchase.framework (id),
    constraint framework_entrant_bid_fkey foreign key (bid) references purchase.tender_bid (id),
    constraint framework_entrant_unit_check check (unit_fen between 1 and 10000000000000),
    constraint framework_entrant_eligibility_check check (eligibility in ('allowed', 'not_known', 'no_record')),
    constraint framework_entrant_ground_check check (remove_ground in ('', 'cheated', 'refused', 'breach', 'asked')),
    constraint framework_entrant_removed_check check (
        (removed_on is null) = (removed_by is null) and (removed_on is null) = (remove_ground = '')
        and (removed_on is null) = (remove_reason = '')
    )
);
create index framework_entrant_code_idx on purchase.framework_entrant (code);

create function purchase.refuse_other_entrant() returns trigger language plpgsql as $$
begin
    if old.removed_on is not null or (new.framework, new.code, new.title, new.rank, new.bid, new.unit_fen, new.eligibility_answer)
        is distinct from (old.framework, old.code, old.title, old.rank, old.bid, old.unit_fen, old.eligibility_answer) then
        raise exception 'entrant % of framework % stays as it is', old.code, old.framework;
    end if;
    return new;
end
$$;
create trigger framework_entrant_fixed before update on purchase.framework_entrant
    for each row execute function purchase.refuse_other_entrant();
create trigger framework_entrant_kept before delete on purchase.framework_entrant
    for each row execute function purchase.refuse_deletion();
