-- Rounds of public-welfare venture (公益创投). What was declared never changes once it is published; rows are kept.
create table purchase.venture_round (
    id uuid not null,
    division text collate "C" not null,
    department text collate "C" not null,
    fund uuid not null,
    year integer not null,
    title text not null,
    call text not null,
    -- A track a place, as they were declared; so are criteria and instalments.
    track_keys text[] not null,
    track_titles text[] not null,
    budget_fen bigint not null,
    ceiling_fen bigint not null,
    criteria_keys text[] not null,
    criteria_titles text[] not null,
    criteria_stages text[] not null,
    criteria_points integer[] not null,
    instalment_percents integer[] not null,
    instalment_gates text[] not null,
    filing_deadline timestamptz not null,
    status text not null default 'draft',
    rules text[] not null default '{}',
    published_at timestamptz,
    defence_at timestamptz,
    defence_place text not null default '',
    -- Who proposed the list of grants.
    listed_by text,
    listed_officer text,
    listed_department text,
    -- Why the last list was returned, while none is proposed.
    return_reason text not null default '',
    notice_last_on date,
    granted_fen bigint not null default 0,
    end_reason text not null default '',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint venture_round_pkey primary key (id),
    constraint venture_round_fund_fkey foreign key (fund) references purchase.fund (id),
    constraint venture_round_year_check check (year between 2000 and 2100),
    constraint venture_round_tracks_check check (
        cardinality(track_keys) between 1 and 20 and cardinality(track_keys) = cardinality(track_titles)
    ),
    constraint venture_round_budget_check check (ceiling_fen between 1 and budget_fen and budget_fen <= 10000000000000),
    constraint venture_round_criteria_check check (
        cardinality(criteria_keys) between 1 and 30 and cardinality(criteria_keys) = cardinality(criteria_titles)
        and cardinality(criteria_keys) = cardinality(criteria_stages) and cardinality(criteria_keys) = cardinality(criteria_points)
        and criteria_stages <@ array['review', 'defence'] and 0 < all (criteria_points)
    ),
    constraint venture_round_instalments_check check (
        cardinality(instalment_percents) between 1 and 5 and cardinality(instalment_percents) = cardinality(instalment_gates)
        and instalment_gates <@ array['agreement', 'midterm', 'final'] and 0 < all (instalment_percents)
    ),
    constraint venture_round_status_check check (
        status in ('draft', 'open', 'reviewing', 'defending', 'ranked', 'proposed', 'noticed', 'cancelled')
    ),
    constraint venture_round_published_check check (status in ('draft', 'cancelled') or published_at is not null),
    constraint venture_round_defence_check check ((defence_at is null) = (defence_place = '')),
    constraint venture_round_listed_check check ((listed_by is null) = (listed_department is null)),
    constraint venture_round_returned_check check (return_reason = '' or status in ('ranked', 'cancelled')),
    constraint venture_round_noticed_check check ((status = 'noticed') = (notice_last_on is not null)),
    -- No grant goes beyond the budget of the round, however many are made at once.
    constraint venture_round_granted_check check (granted_fen between 0 and budget_fen and (granted_fen = 0 or status = 'noticed')),
    constraint venture_round_ended_check check ((status = 'cancelled') = (end_reason <> ''))
);
create index venture_round_department_idx on purchase.venture_round (division, department);

create function purchase.refuse_other_venture_round() returns trigger language plpgsql as $$
begin
    if (new.id, new.division, new.department, new.created_at)
        is distinct from (old.id, old.division, old.department, old.created_at) then
        raise exception 'venture round % is and stays of its department', old.id;
    end if;
    if old.status <> 'draft' and (new.fund, new.year, new.title, new.call, new.track_keys, new.track_titles, new.budget_fen,
            new.ceiling_fen, new.criteria_keys, new.criteria_titles, new.criteria_stages, new.criteria_points,
            new.instalment_percents, new.instalment_gates, new.filing_deadline, new.rules, new.published_at)
        is distinct from (old.fund, old.year, old.title, old.call, old.track_keys, old.track_titles, old.budget_fen,
            old.ceiling_fen, old.criteria_keys, old.criteria_titles, old.criteria_stages, old.criteria_points,
            old.instalment_percents, old.instalment_gates, old.filing_deadline, old.rules, old.published_at) then
        raise exception 'what venture round % declares is published', old.id;
    end if;
    if old.status = 'cancelled' then
        raise exception 'venture round % is over', old.id;
    end if;
    return new;
end
$$;
create trigger venture_round_fixed before update on purchase.venture_round
    for each row execute function purchase.refuse_other_venture_round();
create trigger venture_round_kept before delete on purchase.venture_round
    for each row execute function purchase.refuse_deletion();
