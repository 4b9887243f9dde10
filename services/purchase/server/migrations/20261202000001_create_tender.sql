-- Procurement procedures that run here (招标采购). What was declared never changes once it is published; records are kept (GP-08d).
create table purchase.tender (
    id uuid not null,
    project uuid not null,
    division text collate "C" not null,
    buyer_department text collate "C" not null,
    title text not null,
    budget_fen bigint not null,
    method text not null,
    terms text not null,
    -- A criterion a place, as they were declared.
    criteria_keys text[] not null,
    criteria_titles text[] not null,
    criteria_kinds text[] not null,
    criteria_points integer[] not null,
    least_bids integer not null,
    question_deadline timestamptz not null,
    bid_deadline timestamptz not null,
    prefers_social_organizations boolean not null,
    status text not null default 'draft',
    rules text[] not null default '{}',
    public_key bytea not null default '',
    bid_count integer not null default 0,
    opened_at timestamptz,
    announced_on date,
    challenge_last_on date,
    end_reason text not null default '',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint tender_pkey primary key (id),
    constraint tender_project_fkey foreign key (project) references purchase.project (id),
    constraint tender_method_check check (method in ('open_tender', 'invited_tender', 'competitive_consultation')),
    constraint tender_criteria_check check (
        cardinality(criteria_keys) between 2 and 30 and cardinality(criteria_keys) = cardinality(criteria_titles)
        and cardinality(criteria_keys) = cardinality(criteria_kinds) and cardinality(criteria_keys) = cardinality(criteria_points)
        and criteria_kinds <@ array['price', 'quality'] and 0 < all (criteria_points)
    ),
    constraint tender_least_bids_check check (least_bids between 1 and 20),
    constraint tender_deadlines_check check (question_deadline <= bid_deadline),
    constraint tender_status_check check (
        status in ('draft', 'published', 'opened', 'evaluated', 'announced', 'awarded', 'failed', 'cancelled')
    ),
    constraint tender_key_check check (status in ('draft', 'cancelled') or public_key <> ''),
    constraint tender_opened_check check (status in ('draft', 'published', 'failed', 'cancelled') or opened_at is not null),
    constraint tender_announced_check check ((announced_on is null) = (challenge_last_on is null)),
    constraint tender_ended_check check ((status in ('failed', 'cancelled')) = (end_reason <> ''))
);
-- One procedure at a time for a project.
create unique index tender_under_way_key on purchase.tender (project)
    where status in ('draft', 'published', 'opened', 'evaluated', 'announced');
create index tender_buyer_idx on purchase.tender (division, buyer_department);

create function purchase.refuse_other_tender() returns trigger language plpgsql as $$
begin
    if (new.id, new.project, new.division, new.buyer_department, new.created_at)
        is distinct from (old.id, old.project, old.division, old.buyer_department, old.created_at) then
        raise exception 'tender % is and stays of its project', old.id;
    end if;
    if old.status <> 'draft' and (new.title, new.budget_fen, new.method, new.terms, new.criteria_keys, new.criteria_titles,
            new.criteria_kinds, new.criteria_points, new.least_bids, new.question_deadline, new.bid_deadline,
            new.prefers_social_organizations, new.rules, new.public_key)
        is distinct from (old.title, old.budget_fen, old.method, old.terms, old.criteria_keys, old.criteria_titles,
            old.criteria_kinds, old.criteria_points, old.least_bids, old.question_deadline, old.bid_deadline,
            old.prefers_social_organizations, old.rules, old.public_key) then
        raise exception 'what tender % declares is published', old.id;
    end if;
    if old.status in ('awarded', 'failed', 'cancelled') then
        raise exception 'tender % is over', old.id;
    end if;
    return new;
end
$$;
create trigger tender_fixed before update on purchase.tender for each row execute function purchase.refuse_other_tender();
create trigger tender_kept before delete on purchase.tender for each row execute function purchase.refuse_deletion();

-- The private key of a tender in two halves, each sealed for its row. A half is released by an officer of a department; both are wiped
-- once the bids are open, or can never be opened any more.
create table purchase.tender_share (
    id uuid not null,
    tender uuid not null,
    number integer not null,
    sealed bytea,
    department text,
    officer text,
    released_by text,
    released_at timestamptz,
    created_at timestamptz not null,
    constraint tender_share_pkey primary key (id),
    constraint tender_share_tender_fkey foreign key (tender) references purchase.tender (id),
    constraint tender_share_number_key unique (tender, number),
    constraint tender_share_number_check check (number in (1, 2)),
    constraint tender_share_department_key unique (tender, department),
    constraint tender_share_officer_key unique (tender, officer),
    constraint tender_share_released_check check (
        (released_at is null) = (department is null) and (released_at is null) = (officer is null)
        and (released_at is null) = (released_by is null)
    )
);

create table purchase.tender_event (
    tender uuid not null,
    number integer not null,
    kind text not null,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    note text not null,
    constraint tender_event_pkey primary key (tender, number),
    constraint tender_event_tender_fkey foreign key (tender) references purchase.tender (id)
);
create trigger tender_event_kept before update or delete on purchase.tender_event
    for each row execute function purchase.refuse_deletion();

create table purchase.tender_question (
    tender uuid not null,
    number integer not null,
    question text not null,
    created_by text not null,
    created_at timestamptz not null,
    answer text not null default '',
    answered_by text,
    answered_at timestamptz,
    constraint tender_question_pkey primary key (tender, number),
    constraint tender_question_tender_fkey foreign key (tender) references purchase.tender (id),
    constraint tender_question_answered_check check ((answer = '') = (answered_at is null))
);
create trigger tender_question_kept before delete on purchase.tender_question for each row execute function purchase.refuse_deletion();
