-- Rules of warning (预警规则), a row a version. Only approval and the end of a version change a row.
create table credit.risk_rule (
    id uuid not null,
    -- Organisations of this division and below are warned of; keys belong to it.
    division text collate "C" not null,
    key text collate "C" not null,
    version integer not null,
    title text not null,
    -- CEL over the indicators, checked when it was saved.
    expression text not null,
    level text not null,
    basis text not null,
    valid_from date not null,
    -- The first day on which it is not in force.
    valid_to date,
    -- Key of the department that has to act on its warnings.
    duty_department text not null,
    -- Key of the department that drafted it.
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    approved_by text,
    approved_officer text,
    approved_at timestamptz,
    end_reason text not null default '',
    constraint risk_rule_pkey primary key (id),
    constraint risk_rule_version_key unique (division, key, version),
    constraint risk_rule_level_check check (level in ('red', 'orange', 'yellow', 'blue')),
    constraint risk_rule_validity_check check (valid_to >= valid_from),
    constraint risk_rule_approved_check check ((approved_by is null) = (approved_at is null)),
    -- Two people (双人复核): whoever drafted it does not approve it.
    constraint risk_rule_two_people_check check (
        approved_by is null or approved_by <> created_by or coalesce(approved_officer <> created_officer, false)
    )
);
-- One version of a key begins on a day.
create unique index risk_rule_begin_key on credit.risk_rule (division, key, valid_from) where approved_at is not null;
