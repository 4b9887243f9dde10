-- What was drawn (抽取结果), once a plan: the key allows no second draw.
create table inspection.draw (
    plan uuid not null,
    round integer not null,
    seed bytea not null,
    drawn bigint not null,
    short bigint not null,
    actor text not null,
    drawn_at timestamptz not null,
    constraint draw_pkey primary key (plan),
    constraint draw_round_fkey foreign key (plan, round) references inspection.round (plan, number),
    constraint draw_seed_check check (length(seed) = 32)
);

create table inspection.drawn_object (
    plan uuid not null,
    year integer not null,
    code text collate "C" not null,
    grade text not null,
    rank bigint not null,
    constraint drawn_object_pkey primary key (plan, code),
    constraint drawn_object_rank_key unique (plan, grade, rank),
    constraint drawn_object_plan_fkey foreign key (plan) references inspection.draw (plan),
    constraint drawn_object_grade_check check (grade in ('A', 'B', 'C', 'D'))
);

create index drawn_object_year_index on inspection.drawn_object (year, code);

create table inspection.drawn_inspector (
    plan uuid not null,
    code text collate "C" not null,
    place integer not null,
    department text collate "C" not null,
    inspector uuid not null,
    constraint drawn_inspector_pkey primary key (plan, code, inspector),
    constraint drawn_inspector_object_fkey foreign key (plan, code) references inspection.drawn_object (plan, code),
    constraint drawn_inspector_inspector_fkey foreign key (inspector) references inspection.inspector (id)
);

create index drawn_inspector_inspector_index on inspection.drawn_inspector (inspector, plan);

create table inspection.drawn_shortfall (
    plan uuid not null,
    code text collate "C" not null,
    department text collate "C" not null,
    missing integer not null,
    constraint drawn_shortfall_pkey primary key (plan, code, department),
    constraint drawn_shortfall_object_fkey foreign key (plan, code) references inspection.drawn_object (plan, code),
    constraint drawn_shortfall_missing_check check (missing > 0)
);
