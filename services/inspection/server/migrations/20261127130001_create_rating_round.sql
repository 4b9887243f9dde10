-- Rounds of rating (评估批次), who votes in them, and the pools of experts. Names and accounts of people are sealed; the hashes,
-- keyed, find an account again.
create table inspection.rating_round (
    id uuid not null,
    department text collate "C" not null,
    division text collate "C" not null,
    year integer not null,
    title text not null,
    kinds text[] not null,
    edition text not null,
    apply_from date not null,
    apply_to date not null,
    actor text not null,
    created_at timestamptz not null,
    constraint rating_round_pkey primary key (id),
    constraint rating_round_year_key unique (department, division, year),
    constraint rating_round_apply_check check (apply_to >= apply_from)
);

create index rating_round_division_index on inspection.rating_round (division, id desc);

create table inspection.rating_member (
    round uuid not null,
    body text not null,
    account_hash bytea not null,
    account bytea not null,
    constraint rating_member_pkey primary key (round, body, account_hash),
    constraint rating_member_round_fkey foreign key (round) references inspection.rating_round (id),
    constraint rating_member_body_check check (body in ('committee', 'review'))
);

create table inspection.rating_expert (
    id uuid not null,
    department text collate "C" not null,
    division text collate "C" not null,
    full_name bytea not null,
    account bytea not null,
    account_hash bytea not null,
    fields text[] not null,
    ended_on date,
    revision bigint not null,
    created_at timestamptz not null,
    constraint rating_expert_pkey primary key (id),
    constraint rating_expert_account_key unique (department, division, account_hash)
);

create index rating_expert_department_index on inspection.rating_expert (department, division, id);

-- Posts are never removed: what was held recuses for years after (RT-03).
create table inspection.rating_expert_post (
    id uuid not null,
    expert uuid not null,
    code text collate "C" not null,
    valid_from date not null,
    valid_to date,
    created_at timestamptz not null,
    constraint rating_expert_post_pkey primary key (id),
    constraint rating_expert_post_expert_fkey foreign key (expert) references inspection.rating_expert (id),
    constraint rating_expert_post_valid_check check (valid_to > valid_from)
);

create index rating_expert_post_expert_index on inspection.rating_expert_post (expert, id);
