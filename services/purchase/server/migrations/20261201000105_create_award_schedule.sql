-- What funds award for grades of the rating (评估等级奖励标准), a row a version. An adopted one never changes: which one holds on a day
-- follows from their first days.
create table purchase.award_schedule (
    id uuid not null,
    fund uuid not null,
    division text collate "C" not null,
    grades text[] not null,
    amounts_fen bigint[] not null,
    basis text not null,
    valid_from date not null,
    valid_to date,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    adopted_by text,
    adopted_officer text,
    adopted_at timestamptz,
    constraint award_schedule_pkey primary key (id),
    constraint award_schedule_fund_fkey foreign key (fund) references purchase.fund (id),
    constraint award_schedule_rates_check check (
        cardinality(grades) between 1 and 5 and cardinality(grades) = cardinality(amounts_fen)
        and grades <@ array['1A', '2A', '3A', '4A', '5A'] and 0 < all (amounts_fen)
    ),
    constraint award_schedule_validity_check check (valid_to > valid_from),
    constraint award_schedule_adopted_check check ((adopted_at is null) = (adopted_by is null)),
    -- Two people (双人复核, SF-03): whoever drafted it does not adopt it.
    constraint award_schedule_two_people_check check (
        adopted_by is null or coalesce(adopted_officer <> created_officer, adopted_by <> created_by)
    )
);
create unique index award_schedule_begin_key on purchase.award_schedule (fund, valid_from) where adopted_at is not null;
create index award_schedule_fund_idx on purchase.award_schedule (fund, id desc);

create function purchase.refuse_change_of_award_schedule() returns trigger language plpgsql as $$
begin
    if old.adopted_at is not null then
        raise exception 'table of awards % is adopted, and never changes', old.id;
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger award_schedule_fixed before update or delete on purchase.award_schedule
    for each row execute function purchase.refuse_change_of_award_schedule();
