-- Looks at grades (跟踪评估、核查评估): the case of the same id holds where each stands. One of a rating is open at a time.
create table inspection.rating_check (
    id uuid not null,
    rating uuid not null,
    code text collate "C" not null,
    division text collate "C" not null,
    kind text not null,
    state text not null,
    cause text not null,
    grade text,
    reasons text not null,
    next_rating uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint rating_check_pkey primary key (id),
    constraint rating_check_rating_fkey foreign key (rating) references inspection.rating (id),
    constraint rating_check_next_fkey foreign key (next_rating) references inspection.rating (id),
    constraint rating_check_kind_check check (kind in ('follow_up', 'verification', 'ground')),
    constraint rating_check_state_check check (state in ('checking', 'kept', 'downgraded', 'cancelled')),
    constraint rating_check_grade_check check ((state = 'downgraded') = (grade is not null))
);

create unique index rating_check_open_key on inspection.rating_check (rating) where state = 'checking';
create index rating_check_division_index on inspection.rating_check (division, id desc);

-- The grounds of a conclusion, with the rule applied and what of the organisation's record proves each.
create table inspection.rating_check_ground (
    "check" uuid not null,
    ground text not null,
    rule text not null,
    rule_version integer not null,
    resources text[] not null,
    constraint rating_check_ground_pkey primary key ("check", ground),
    constraint rating_check_ground_check_fkey foreign key ("check") references inspection.rating_check (id),
    constraint rating_check_ground_ground_check
        check (ground in ('fraud', 'plaque', 'twice_basically_qualified', 'unqualified', 'penalty'))
);
