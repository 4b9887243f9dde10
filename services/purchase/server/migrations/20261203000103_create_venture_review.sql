-- Experts of rounds, their points, and objections to lists of grants.
create table purchase.venture_expert (
    round uuid not null,
    account text not null,
    tracks text[] not null,
    employer_code text collate "C" not null,
    tie_codes text[] not null,
    -- The last day of each tie; none: it lasts.
    tie_ends date[] not null,
    created_at timestamptz not null,
    review_scored_at timestamptz,
    defence_scored_at timestamptz,
    recused_at timestamptz,
    recuse_reason text not null default '',
    constraint venture_expert_pkey primary key (round, account),
    constraint venture_expert_round_fkey foreign key (round) references purchase.venture_round (id),
    constraint venture_expert_tracks_check check (cardinality(tracks) between 1 and 20),
    constraint venture_expert_ties_check check (cardinality(tie_codes) = cardinality(tie_ends)),
    constraint venture_expert_recused_check check (
        (recused_at is null) = (recuse_reason = '') and (recused_at is null or review_scored_at is null)
    ),
    constraint venture_expert_scored_check check (defence_scored_at is null or review_scored_at is not null)
);

-- What an expert gave a proposal in a stage: points in hundredths, in the order of the criteria of the stage.
create table purchase.venture_score (
    round uuid not null,
    account text not null,
    proposal uuid not null,
    stage text not null,
    points integer[] not null,
    created_at timestamptz not null,
    constraint venture_score_pkey primary key (round, account, proposal, stage),
    constraint venture_score_expert_fkey foreign key (round, account) references purchase.venture_expert (round, account),
    constraint venture_score_proposal_fkey foreign key (proposal) references purchase.venture_proposal (id),
    constraint venture_score_stage_check check (stage in ('review', 'defence')),
    constraint venture_score_points_check check (cardinality(points) > 0 and 0 <= all (points))
);
create trigger venture_score_kept before update or delete on purchase.venture_score
    for each row execute function purchase.refuse_deletion();

create table purchase.venture_objection (
    round uuid not null,
    number integer not null,
    proposal uuid not null,
    ground text not null,
    created_by text not null,
    created_at timestamptz not null,
    outcome text not null default '',
    answer text not null default '',
    decided_by text,
    decided_officer text,
    decided_at timestamptz,
    constraint venture_objection_pkey primary key (round, number),
    constraint venture_objection_round_fkey foreign key (round) references purchase.venture_round (id),
    constraint venture_objection_proposal_fkey foreign key (proposal) references purchase.venture_proposal (id),
    constraint venture_objection_outcome_check check (outcome in ('', 'dismissed', 'upheld')),
    constraint venture_objection_decided_check check (
        (outcome = '') = (decided_at is null) and (outcome = '') = (answer = '') and (outcome = '') = (decided_by is null)
    )
);
create trigger venture_objection_kept before delete on purchase.venture_objection
    for each row execute function purchase.refuse_deletion();
