-- Rounds of shares (随机份额), as entries: rows are only ever added, and the domain folds them. A department commits once and
-- reveals once because the keys allow no second row; a share is 32 bytes, matching or not.
create table inspection.round (
    plan uuid not null,
    number integer not null,
    reason text not null,
    commit_by timestamptz not null,
    reveal_by timestamptz not null,
    beacon_at timestamptz,
    actor text not null,
    opened_at timestamptz not null,
    constraint round_pkey primary key (plan, number),
    constraint round_plan_fkey foreign key (plan) references inspection.frozen (plan),
    constraint round_reason_check check ((number = 1) = (reason = '')),
    constraint round_terms_check check (opened_at < commit_by and commit_by < reveal_by and reveal_by < beacon_at)
);

create table inspection.commitment (
    plan uuid not null,
    round integer not null,
    department text collate "C" not null,
    hash bytea not null,
    actor text not null,
    entered_at timestamptz not null,
    constraint commitment_pkey primary key (plan, round, department),
    constraint commitment_round_fkey foreign key (plan, round) references inspection.round (plan, number),
    constraint commitment_department_fkey foreign key (plan, department)
        references inspection.plan_department (plan, department),
    constraint commitment_length_check check (length(hash) = 32)
);

create table inspection.reveal (
    plan uuid not null,
    round integer not null,
    department text collate "C" not null,
    share bytea not null,
    actor text not null,
    entered_at timestamptz not null,
    constraint reveal_pkey primary key (plan, round, department),
    constraint reveal_commitment_fkey foreign key (plan, round, department)
        references inspection.commitment (plan, round, department),
    constraint reveal_length_check check (length(share) = 32)
);

create table inspection.beacon_value (
    plan uuid not null,
    round integer not null,
    value text not null,
    actor text not null,
    entered_at timestamptz not null,
    constraint beacon_value_pkey primary key (plan, round),
    constraint beacon_value_round_fkey foreign key (plan, round) references inspection.round (plan, number)
);

-- Because of whom a round failed: a department, or the source of the beacon.
create table inspection.round_failure (
    plan uuid not null,
    round integer not null,
    who text collate "C" not null,
    cause text not null,
    failed_at timestamptz not null,
    constraint round_failure_pkey primary key (plan, round, who),
    constraint round_failure_round_fkey foreign key (plan, round) references inspection.round (plan, number),
    constraint round_failure_cause_check
        check (cause in ('missing-commitment', 'missing-share', 'share-mismatch', 'missing-beacon'))
);
