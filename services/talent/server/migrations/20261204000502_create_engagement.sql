-- Organisations that somebody works or worked for, with the name and the division that the register showed when somebody was last recorded.
-- Its row is locked while somebody is.
create table talent.employer (
    organization text collate "C" not null,
    title text not null,
    division text collate "C" not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint employer_pkey primary key (organization)
);
create index employer_division_index on talent.employer (division, organization);

-- Who works for which organisation (任职从业) from which day on. `ended_on` is the first day on which it does not hold any more; the first day
-- itself says that it was recorded by mistake.
create table talent.engagement (
    id uuid not null,
    organization text collate "C" not null,
    person uuid not null,
    kind text not null,
    post_title text not null,
    starts_on date not null,
    ended_on date,
    division text not null,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint engagement_pkey primary key (id),
    constraint engagement_employer_fkey foreign key (organization) references talent.employer (organization),
    constraint engagement_person_fkey foreign key (person) references talent.person (id),
    constraint engagement_kind_check check (kind in ('full_time', 'part_time')),
    constraint engagement_ended_check check (ended_on >= starts_on)
);
-- Whatever runs side by side: once for an organisation, and full-time for one.
create unique index engagement_held_key on talent.engagement (organization, person) where ended_on is null;
create unique index engagement_full_time_key on talent.engagement (person) where ended_on is null and kind = 'full_time';
create index engagement_organization_index on talent.engagement (organization, id);
create index engagement_person_index on talent.engagement (person);
