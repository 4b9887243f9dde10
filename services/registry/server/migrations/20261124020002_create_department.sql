-- Departments and their duties towards social organisations, dated: reforms rename departments (ZJ-07).
create table registry.department (
    key text collate "C" not null,
    title text not null,
    kind text not null,
    valid_from date not null,
    valid_to date,
    source text not null,
    created_at timestamptz not null default now(),
    constraint department_pkey primary key (key, valid_from),
    constraint department_kind_check
        check (kind in ('registrar', 'party_body', 'functional', 'supervising_unit', 'industry', 'township')),
    constraint department_valid_check check (valid_to > valid_from)
);

create table registry.duty (
    department text collate "C" not null,
    key text collate "C" not null,
    article text not null,
    description text not null,
    valid_from date not null,
    valid_to date,
    created_at timestamptz not null default now(),
    constraint duty_pkey primary key (department, key, valid_from),
    constraint duty_valid_check check (valid_to > valid_from)
);
