-- Status reports of party building (党建情况报告), each with the day from which it holds; none is ever rewritten but for
-- `latest`, which marks the one that holds today: reports never lie in the future, so today needs no timer.
create table registry.party_report (
    code text collate "C" not null,
    number bigint not null,
    valid_from date not null,
    basis text not null,
    full_members integer not null,
    probationary_members integer not null,
    staff integer not null,
    own_organization text not null,
    discipline text not null,
    instructor_department text,
    instructor_since date,
    trade_union boolean not null,
    youth_league boolean not null,
    womens_federation boolean not null,
    charter_clause boolean not null,
    charter_clause_since date,
    latest boolean not null,
    department text not null,
    actor text not null,
    created_at timestamptz not null,
    constraint party_report_pkey primary key (code, number),
    constraint party_report_code_fkey foreign key (code) references registry.organization (code),
    constraint party_report_counts_check check (full_members >= 0 and probationary_members >= 0 and staff >= 0),
    constraint party_report_own_organization_check
        check (own_organization in ('none', 'branch', 'general_branch', 'committee')),
    constraint party_report_discipline_check check (discipline in ('none', 'member', 'body')),
    constraint party_report_instructor_check check ((instructor_department is null) = (instructor_since is null)),
    constraint party_report_charter_clause_check check (charter_clause or charter_clause_since is null)
);

create unique index party_report_latest_key on registry.party_report (code) where latest;
