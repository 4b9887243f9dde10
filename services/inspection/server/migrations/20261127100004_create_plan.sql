-- Plans of random inspection (双随机抽查计划). What a department states is here and in `plan_department`; what the
-- freeze fixed is in `frozen` and the tables after it, and is never touched again.
create table inspection.plan (
    id uuid not null,
    title text not null,
    year integer not null,
    initiating_department text collate "C" not null,
    division text collate "C" not null,
    items text[] not null,
    kinds text[] not null,
    statuses text[] not null,
    population_division text collate "C" not null,
    include_below boolean not null,
    established_before date,
    draw_percent integer not null,
    starts_on date not null,
    ends_on date not null,
    beacon_source text,
    beacon_known_at timestamptz,
    state text not null,
    cancel_reason text not null,
    cancelled_at timestamptz,
    revision bigint not null,
    actor text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint plan_pkey primary key (id),
    constraint plan_state_check check (state in ('draft', 'frozen', 'committing', 'revealing', 'drawn', 'cancelled')),
    constraint plan_draw_percent_check check (draw_percent between 0 and 100),
    constraint plan_window_check check (ends_on >= starts_on),
    constraint plan_beacon_check check ((beacon_source is null) = (beacon_known_at is null)),
    constraint plan_cancelled_check
        check ((state = 'cancelled') = (cancelled_at is not null) and (cancelled_at is null) = (cancel_reason = ''))
);

create index plan_division_index on inspection.plan (division, id desc);

create table inspection.plan_department (
    plan uuid not null,
    department text collate "C" not null,
    work text not null,
    inspector_count integer not null,
    constraint plan_department_pkey primary key (plan, department),
    constraint plan_department_plan_fkey foreign key (plan) references inspection.plan (id),
    constraint plan_department_inspector_count_check check (inspector_count between 0 and 5)
);

create table inspection.frozen (
    plan uuid not null,
    root bytea not null,
    program text not null,
    frozen_at timestamptz not null,
    population_words text not null,
    population bigint not null,
    merged bigint not null,
    inspectors integer not null,
    recusals integer not null,
    strata_population bigint[] not null,
    strata_quota bigint[] not null,
    constraint frozen_pkey primary key (plan),
    constraint frozen_plan_fkey foreign key (plan) references inspection.plan (id),
    constraint frozen_root_check check (length(root) = 32)
);

-- The population in pieces, each of one stratum, in the order of the codes.
create table inspection.frozen_objects (
    plan uuid not null,
    number integer not null,
    grade text not null,
    codes text[] not null,
    constraint frozen_objects_pkey primary key (plan, number),
    constraint frozen_objects_plan_fkey foreign key (plan) references inspection.frozen (plan),
    constraint frozen_objects_grade_check check (grade in ('A', 'B', 'C', 'D'))
);

create table inspection.frozen_merged (
    plan uuid not null,
    code text collate "C" not null,
    other uuid not null,
    constraint frozen_merged_pkey primary key (plan, code),
    constraint frozen_merged_plan_fkey foreign key (plan) references inspection.frozen (plan),
    constraint frozen_merged_other_fkey foreign key (other) references inspection.plan (id)
);

create table inspection.frozen_inspector (
    plan uuid not null,
    inspector uuid not null,
    department text collate "C" not null,
    capacity integer not null,
    certificate_from date not null,
    certificate_to date not null,
    constraint frozen_inspector_pkey primary key (plan, inspector),
    constraint frozen_inspector_plan_fkey foreign key (plan) references inspection.frozen (plan),
    constraint frozen_inspector_inspector_fkey foreign key (inspector) references inspection.inspector (id)
);

create table inspection.frozen_recusal (
    plan uuid not null,
    inspector uuid not null,
    code text collate "C" not null,
    constraint frozen_recusal_pkey primary key (plan, inspector, code),
    constraint frozen_recusal_inspector_fkey foreign key (plan, inspector)
        references inspection.frozen_inspector (plan, inspector)
);
