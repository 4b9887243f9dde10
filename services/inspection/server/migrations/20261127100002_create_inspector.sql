-- Inspectors (执法检查人员) of departments. Name and certificate number are sealed; the hash, keyed, finds the certificate again.
create table inspection.inspector (
    id uuid not null,
    department text collate "C" not null,
    division text collate "C" not null,
    full_name bytea not null,
    certificate_number bytea not null,
    certificate_hash bytea not null,
    certificate_from date not null,
    certificate_to date not null,
    skills text[] not null,
    assistant boolean not null,
    suspended boolean not null,
    capacity integer not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint inspector_pkey primary key (id),
    constraint inspector_certificate_hash_key unique (certificate_hash),
    constraint inspector_certificate_check check (certificate_to > certificate_from),
    constraint inspector_capacity_check check (capacity between 1 and 1000)
);

create index inspector_department_index on inspection.inspector (department, division, id);

-- Why an inspector may not inspect an organisation (回避). None is ever removed; what gives a ground may end, once.
create table inspection.recusal (
    id uuid not null,
    inspector uuid not null,
    code text collate "C" not null,
    ground text not null,
    reason text not null,
    valid_from date not null,
    valid_to date,
    actor text not null,
    created_at timestamptz not null,
    constraint recusal_pkey primary key (id),
    constraint recusal_inspector_fkey foreign key (inspector) references inspection.inspector (id),
    constraint recusal_ground_check check (ground in ('post', 'relative', 'complaint', 'appointee', 'other')),
    constraint recusal_reason_check check (ground <> 'other' or reason <> ''),
    constraint recusal_valid_check check (valid_to > valid_from)
);

create index recusal_inspector_index on inspection.recusal (inspector, id);
