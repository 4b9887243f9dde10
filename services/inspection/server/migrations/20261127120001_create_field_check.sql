-- Checks in the field (现场检查). Rows change with every step; what was recorded on site is in `check_entry`.
create table inspection.field_check (
    id uuid not null,
    kind text not null,
    code text collate "C" not null,
    title text not null,
    plan uuid,
    lead_department text collate "C" not null,
    division text collate "C" not null,
    departments text[] not null,
    items text[] not null,
    ground text not null,
    auditor text collate "C",
    planned_from date not null,
    planned_to date not null,
    latitude integer,
    longitude integer,
    state text not null,
    visit_from date,
    visit_to date,
    outcome text,
    summary text not null default '',
    digest bytea,
    confirmed_by uuid[] not null default '{}',
    findings integer not null default 0,
    serious integer not null default 0,
    rules text[] not null default '{}',
    concluded_at timestamptz,
    published_on date,
    announcement text not null default '',
    revision bigint not null,
    actor text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint field_check_pkey primary key (id),
    constraint field_check_object_key unique (plan, code),
    constraint field_check_object_fkey foreign key (plan, code) references inspection.drawn_object (plan, code),
    constraint field_check_kind_check
        check (kind in ('routine', 'special', 'complaint', 'financial_audit', 'supervisory')
               and (kind = 'routine') = (plan is not null) and (kind <> 'financial_audit' or auditor is not null)),
    constraint field_check_state_check check (state in ('planned', 'underway', 'concluded', 'published')),
    constraint field_check_place_check check ((latitude is null) = (longitude is null)),
    constraint field_check_planned_check check (planned_to >= planned_from),
    constraint field_check_visit_check
        check ((visit_from is null) = (state = 'planned') and visit_to >= visit_from),
    constraint field_check_outcome_check
        check (outcome in ('no_problem', 'corrected', 'ordered', 'transferred', 'unreachable', 'refused')
               and (outcome is null) = (state in ('planned', 'underway'))
               and (outcome is null) = (concluded_at is null) and (outcome is null) = (visit_to is null)
               and (outcome is null) = (digest is null)),
    constraint field_check_published_check check ((published_on is null) = (state <> 'published'))
);

create index field_check_division_index on inspection.field_check (division, id desc);
create index field_check_code_index on inspection.field_check (code, id desc);

-- What each item came to, written with the conclusion.
create table inspection.check_result (
    check_id uuid not null,
    item text collate "C" not null,
    verdict text not null,
    constraint check_result_pkey primary key (check_id, item),
    constraint check_result_check_fkey foreign key (check_id) references inspection.field_check (id),
    constraint check_result_verdict_check check (verdict in ('conforms', 'does_not_conform', 'not_applicable'))
);

-- Who inspects. Nobody is removed; who is replaced is so once.
create table inspection.check_inspector (
    check_id uuid not null,
    place integer not null,
    inspector uuid not null,
    department text collate "C" not null,
    replacement uuid,
    replace_reason text not null default '',
    replaced_at timestamptz,
    constraint check_inspector_pkey primary key (check_id, inspector),
    constraint check_inspector_place_key unique (check_id, place),
    constraint check_inspector_check_fkey foreign key (check_id) references inspection.field_check (id),
    constraint check_inspector_inspector_fkey foreign key (inspector) references inspection.inspector (id),
    constraint check_inspector_replaced_check check ((replacement is null) = (replaced_at is null))
);

create index check_inspector_inspector_index on inspection.check_inspector (inspector, check_id desc);
