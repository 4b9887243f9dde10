-- Branches and representative offices: children of a code, without one of their own (REG-08, USCC-09).
create table registry.branch (
    id uuid not null,
    code text collate "C" not null,
    title text not null,
    folded text collate "C" not null,
    address text not null,
    business_scope text not null,
    established_on date not null,
    cancelled_on date,
    application uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint branch_pkey primary key (id),
    constraint branch_code_fkey foreign key (code) references registry.organization (code),
    constraint branch_days_check check (cancelled_on >= established_on)
);
create unique index branch_title_key on registry.branch (code, folded) where cancelled_on is null;

-- Approved charters: the one with the highest number is in force.
create table registry.charter (
    code text collate "C" not null,
    number integer not null,
    document text not null,
    sha256 text not null,
    approved_on date not null,
    application uuid not null,
    created_at timestamptz not null,
    constraint charter_pkey primary key (code, number),
    constraint charter_application_key unique (application),
    constraint charter_code_fkey foreign key (code) references registry.organization (code)
);
