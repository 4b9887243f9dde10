-- Proposals of social organisations in a round, with what became of each.
create table purchase.venture_proposal (
    id uuid not null,
    round uuid not null,
    division text collate "C" not null,
    track text collate "C" not null,
    organization text collate "C" not null,
    organization_title text not null default '',
    title text not null,
    plan text not null,
    start_on date not null,
    end_on date not null,
    -- A line of the budget a place.
    line_titles text[] not null,
    line_fens bigint[] not null,
    agreed_fens bigint[] not null default '{}',
    asked_fen bigint not null,
    status text not null default 'draft',
    filed_at timestamptz,
    eligibility text not null default '',
    eligibility_conditions text[] not null default '{}',
    eligibility_cursor text not null default '',
    eligibility_at timestamptz,
    check_reason text not null default '',
    mend_until_on date,
    invited boolean not null default false,
    -- Whether it is or was on the list that was put before the public.
    is_listed boolean not null default false,
    rank integer,
    review_points integer,
    defence_points integer,
    total_points integer,
    grant_fen bigint not null default 0,
    agreement_number text not null default '',
    signed_on date,
    end_reason text not null default '',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint venture_proposal_pkey primary key (id),
    constraint venture_proposal_round_fkey foreign key (round) references purchase.venture_round (id),
    constraint venture_proposal_days_check check (end_on > start_on),
    constraint venture_proposal_lines_check check (
        cardinality(line_titles) between 1 and 50 and cardinality(line_titles) = cardinality(line_fens) and 0 < all (line_fens)
        and cardinality(agreed_fens) in (0, cardinality(line_fens)) and 0 <= all (agreed_fens)
    ),
    constraint venture_proposal_asked_check check (asked_fen between 1 and 10000000000000),
    constraint venture_proposal_status_check check (
        status in ('draft', 'filed', 'returned', 'accepted', 'rejected', 'withdrawn', 'lapsed', 'listed', 'unsuccessful', 'granted',
            'running', 'halfway', 'completed', 'failed')
    ),
    constraint venture_proposal_filed_check check (
        (status in ('draft', 'withdrawn', 'lapsed', 'unsuccessful') or filed_at is not null)
        and (filed_at is null) = (eligibility_at is null) and (filed_at is null) = (eligibility = '')
    ),
    constraint venture_proposal_eligibility_check check (eligibility in ('', 'allowed', 'not_known')),
    constraint venture_proposal_rank_check check (
        (rank is null) = (total_points is null) and (rank is null) = (review_points is null) and (rank is null) = (defence_points is null)
    ),
    constraint venture_proposal_grant_check check (
        grant_fen between 0 and asked_fen
        and (status in ('listed', 'granted', 'running', 'halfway', 'completed', 'failed')) = (grant_fen > 0)
    ),
    constraint venture_proposal_agreed_check check (
        (signed_on is null) = (agreement_number = '') and (signed_on is null) = (cardinality(agreed_fens) = 0)
        and (signed_on is null or status in ('running', 'halfway', 'completed', 'failed'))
    )
);
-- One that was filed in a round for an organisation (VT-05), and one for each system, whose drafts nobody else is told of.
create unique index venture_proposal_organization_key on purchase.venture_proposal (round, organization)
    where filed_at is not null and status not in ('withdrawn', 'rejected', 'lapsed');
create unique index venture_proposal_system_key on purchase.venture_proposal (round, organization, created_by)
    where status not in ('withdrawn', 'rejected', 'lapsed');
create index venture_proposal_round_idx on purchase.venture_proposal (round, id desc);

create function purchase.refuse_other_venture_proposal() returns trigger language plpgsql as $$
begin
    if (new.id, new.round, new.division, new.organization, new.created_by, new.created_at)
        is distinct from (old.id, old.round, old.division, old.organization, old.created_by, old.created_at) then
        raise exception 'venture proposal % is and stays of its organisation', old.id;
    end if;
    if old.status not in ('draft', 'returned')
        and (new.track, new.title, new.plan, new.start_on, new.end_on, new.line_titles, new.line_fens, new.asked_fen)
        is distinct from (old.track, old.title, old.plan, old.start_on, old.end_on, old.line_titles, old.line_fens, old.asked_fen) then
        raise exception 'venture proposal % stays what was filed', old.id;
    end if;
    return new;
end
$$;
create trigger venture_proposal_fixed before update on purchase.venture_proposal
    for each row execute function purchase.refuse_other_venture_proposal();
create trigger venture_proposal_kept before delete on purchase.venture_proposal
    for each row execute function purchase.refuse_deletion();

create table purchase.venture_event (
    round uuid not null,
    number integer not null,
    proposal uuid,
    kind text not null,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    note text not null,
    constraint venture_event_pkey primary key (round, number),
    constraint venture_event_round_fkey foreign key (round) references purchase.venture_round (id),
    constraint venture_event_proposal_fkey foreign key (proposal) references purchase.venture_proposal (id)
);
create index venture_event_proposal_idx on purchase.venture_event (proposal);
create trigger venture_event_kept before update or delete on purchase.venture_event
    for each row execute function purchase.refuse_deletion();
