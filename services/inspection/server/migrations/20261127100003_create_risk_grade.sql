-- Risk grades (信用风险等级) as departments give them, from a day on. Of one department and organisation the one with the
-- greatest (valid_from, number) not later than a day holds on it; nothing is rewritten.
create table inspection.risk_grade (
    number bigint not null generated always as identity,
    department text collate "C" not null,
    division text collate "C" not null,
    code text collate "C" not null,
    grade text not null,
    valid_from date not null,
    basis text not null,
    actor text not null,
    created_at timestamptz not null,
    constraint risk_grade_pkey primary key (number),
    constraint risk_grade_grade_check check (grade in ('A', 'B', 'C', 'D'))
);

create index risk_grade_code_index on inspection.risk_grade (department, division, code, valid_from desc, number desc);
