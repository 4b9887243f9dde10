-- Cases of illegal organisations (取缔非法社会组织). They have no code: they are found by their name as it is folded. Who leads
-- them is sealed.
create table inspection.ban (
    id uuid not null,
    state text not null,
    title text not null,
    title_folded text collate "C" not null,
    illegal_case text not null,
    organization text collate "C" not null,
    conduct text not null,
    place text not null,
    place_division text collate "C" not null,
    cross_province boolean not null,
    taken_up_reason text not null,
    leaders bytea not null,
    cause text not null,
    cause_resource text not null,
    department text collate "C" not null,
    division text collate "C" not null,
    report text not null default '',
    review_opinion text not null default '',
    document_number text not null default '',
    decided_on date,
    decision_reasons text not null default '',
    announcement text not null default '',
    rules text[] not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint ban_pkey primary key (id),
    constraint ban_case_check check (illegal_case in ('unregistered', 'beyond_preparation', 'after_revocation')),
    constraint ban_organization_check check ((organization <> '') = (illegal_case = 'after_revocation')),
    constraint ban_cause_check check (cause in ('', 'check', 'complaint', 'report', 'transfer', 'superior', 'other'))
);

create index ban_division_index on inspection.ban (division, id desc);
create index ban_title_index on inspection.ban (title_folded, id desc);
