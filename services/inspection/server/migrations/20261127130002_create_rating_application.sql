-- Applications for a grade (评估申报): the case of the same id holds where each stands. An organisation has one open at a time.
create table inspection.rating_application (
    id uuid not null,
    round uuid not null,
    code text collate "C" not null,
    title text not null,
    department text collate "C" not null,
    authority text collate "C" not null,
    division text collate "C" not null,
    kind text not null,
    edition text not null,
    state text not null,
    ended boolean not null,
    self_tenths bigint not null,
    simplified_visit boolean not null,
    publicity text not null,
    rating uuid,
    reasons text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint rating_application_pkey primary key (id),
    constraint rating_application_round_fkey foreign key (round) references inspection.rating_round (id),
    constraint rating_application_state_check check (state in ('applied', 'scoring', 'voting', 'publicity', 'reviewing',
        'review-voting', 'reviewed', 'announced', 'ungraded', 'refused', 'withdrawn')),
    constraint rating_application_rating_check check ((state = 'announced') = (rating is not null))
);

create unique index rating_application_open_key on inspection.rating_application (code) where not ended;
create index rating_application_division_index on inspection.rating_application (division, id desc);

create table inspection.rating_self_score (
    application uuid not null,
    indicator text not null,
    tenths bigint not null,
    reason text not null,
    constraint rating_self_score_pkey primary key (application, indicator),
    constraint rating_self_score_application_fkey foreign key (application) references inspection.rating_application (id),
    constraint rating_self_score_tenths_check check (tenths >= 0)
);

-- Conditions as they were judged on the day of the application; an answer is a person's, where the record does not say.
create table inspection.rating_condition (
    application uuid not null,
    number integer not null,
    rule text not null,
    rule_version integer not null,
    result text not null,
    facts text[] not null,
    answer text,
    basis text not null,
    constraint rating_condition_pkey primary key (application, rule),
    constraint rating_condition_application_fkey foreign key (application) references inspection.rating_application (id),
    constraint rating_condition_result_check check (result in ('met', 'not_met', 'not_known')),
    constraint rating_condition_answer_check check (answer is null or (result = 'not_known' and answer in ('met', 'not_met')))
);

create table inspection.rating_assignment (
    application uuid not null,
    expert uuid not null,
    created_at timestamptz not null,
    constraint rating_assignment_pkey primary key (application, expert),
    constraint rating_assignment_application_fkey foreign key (application) references inspection.rating_application (id),
    constraint rating_assignment_expert_fkey foreign key (expert) references inspection.rating_expert (id)
);

-- Who takes no part (回避): by the hash of the account, be it an expert's or a member's.
create table inspection.rating_recusal (
    application uuid not null,
    account_hash bytea not null,
    reason text not null,
    created_at timestamptz not null,
    constraint rating_recusal_pkey primary key (application, account_hash),
    constraint rating_recusal_application_fkey foreign key (application) references inspection.rating_application (id)
);

-- One sheet an expert, whatever the code does.
create table inspection.rating_score_sheet (
    application uuid not null,
    expert uuid not null,
    tenths bigint not null,
    created_at timestamptz not null,
    constraint rating_score_sheet_pkey primary key (application, expert),
    constraint rating_score_sheet_assignment_fkey foreign key (application, expert)
        references inspection.rating_assignment (application, expert)
);

create table inspection.rating_score (
    application uuid not null,
    expert uuid not null,
    indicator text not null,
    tenths bigint not null,
    reason text not null,
    constraint rating_score_pkey primary key (application, expert, indicator),
    constraint rating_score_sheet_fkey foreign key (application, expert)
        references inspection.rating_score_sheet (application, expert),
    constraint rating_score_tenths_check check (tenths >= 0)
);

create table inspection.rating_ballot (
    application uuid not null,
    number integer not null,
    body text not null,
    tenths bigint not null,
    grade text,
    rule text not null,
    rule_version integer not null,
    reasons text not null,
    outcome text not null,
    member_count integer not null,
    in_favour_count integer not null default 0,
    against_count integer not null default 0,
    abstained_count integer not null default 0,
    created_at timestamptz not null,
    constraint rating_ballot_pkey primary key (application, number),
    constraint rating_ballot_application_fkey foreign key (application) references inspection.rating_application (id),
    constraint rating_ballot_body_check check (body in ('committee', 'review')),
    constraint rating_ballot_grade_check check (grade in ('1A', '2A', '3A', '4A', '5A')),
    constraint rating_ballot_outcome_check check (outcome in ('open', 'carried', 'lost'))
);

-- Where the sheets that a proposal rests on differ beyond the limit; an empty indicator is the totals.
create table inspection.rating_difference (
    application uuid not null,
    ballot integer not null,
    indicator text not null,
    least bigint not null,
    most bigint not null,
    "limit" bigint not null,
    constraint rating_difference_pkey primary key (application, ballot, indicator),
    constraint rating_difference_ballot_fkey foreign key (application, ballot)
        references inspection.rating_ballot (application, number)
);

-- One proposal is voted on at a time.
create unique index rating_ballot_open_key on inspection.rating_ballot (application) where outcome = 'open';

create table inspection.rating_vote (
    application uuid not null,
    ballot integer not null,
    account_hash bytea not null,
    account bytea not null,
    choice text not null,
    created_at timestamptz not null,
    constraint rating_vote_pkey primary key (application, ballot, account_hash),
    constraint rating_vote_ballot_fkey foreign key (application, ballot)
        references inspection.rating_ballot (application, number),
    constraint rating_vote_choice_check check (choice in ('for', 'against', 'abstain'))
);
