-- Experts, their points, and challenges of the result.
create table purchase.tender_expert (
    tender uuid not null,
    account text not null,
    employer_code text collate "C" not null,
    tie_codes text[] not null,
    -- The last day of each tie; none: it lasts.
    tie_ends date[] not null,
    created_at timestamptz not null,
    scored_at timestamptz,
    recused_at timestamptz,
    recuse_reason text not null default '',
    constraint tender_expert_pkey primary key (tender, account),
    constraint tender_expert_tender_fkey foreign key (tender) references purchase.tender (id),
    constraint tender_expert_ties_check check (cardinality(tie_codes) = cardinality(tie_ends)),
    constraint tender_expert_recused_check check ((recused_at is null) = (recuse_reason = '') and (recused_at is null or scored_at is null))
);

-- What an expert gave a bid: points in hundredths, in the order of the criteria of the kind quality.
create table purchase.tender_score (
    tender uuid not null,
    account text not null,
    bid uuid not null,
    points integer[] not null,
    created_at timestamptz not null,
    constraint tender_score_pkey primary key (tender, account, bid),
    constraint tender_score_expert_fkey foreign key (tender, account) references purchase.tender_expert (tender, account),
    constraint tender_score_bid_fkey foreign key (bid) references purchase.tender_bid (id),
    constraint tender_score_points_check check (cardinality(points) > 0 and 0 <= all (points))
);
create trigger tender_score_kept before update or delete on purchase.tender_score
    for each row execute function purchase.refuse_deletion();

create table purchase.tender_challenge (
    tender uuid not null,
    number integer not null,
    bidder_code text collate "C" not null,
    ground text not null,
    created_by text not null,
    created_at timestamptz not null,
    decide_last_on date,
    outcome text not null default '',
    answer text not null default '',
    decided_by text,
    decided_officer text,
    decided_at timestamptz,
    excluded_bid uuid,
    constraint tender_challenge_pkey primary key (tender, number),
    constraint tender_challenge_tender_fkey foreign key (tender) references purchase.tender (id),
    constraint tender_challenge_excluded_fkey foreign key (excluded_bid) references purchase.tender_bid (id),
    constraint tender_challenge_outcome_check check (outcome in ('', 'dismissed', 'upheld')),
    constraint tender_challenge_decided_check check (
        (outcome = '') = (decided_at is null) and (outcome = '') = (answer = '') and (outcome = '') = (decided_by is null)
        and (outcome = 'upheld') = (excluded_bid is not null)
    )
);
create trigger tender_challenge_kept before delete on purchase.tender_challenge for each row execute function purchase.refuse_deletion();
