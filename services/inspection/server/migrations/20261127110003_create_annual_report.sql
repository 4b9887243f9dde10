-- Annual reports (年度报告): one of an organisation for each year. `case_id` is the case that it is handled in now.
create table inspection.annual_report (
    id uuid not null,
    code text collate "C" not null,
    year integer not null,
    kind text not null,
    campaign uuid not null,
    division text collate "C" not null,
    form text not null,
    state text not null,
    revision bigint not null,
    simplified boolean not null,
    entries jsonb not null,
    documents jsonb not null,
    findings jsonb not null,
    submitted_at timestamptz,
    late boolean not null,
    supervising_department text collate "C" not null,
    opinion_favourable boolean,
    opinion_reasons text not null,
    return_reasons text not null,
    value text not null,
    rectification text not null,
    rectified_on date,
    rectification_due date,
    rectification_missed boolean not null,
    case_id uuid not null,
    filer_department text collate "C" not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint annual_report_pkey primary key (id),
    constraint annual_report_year_key unique (code, year),
    constraint annual_report_duty_fkey foreign key (year, code) references inspection.report_duty (year, code),
    constraint annual_report_state_check check (state in ('draft', 'reviewing', 'rectifying', 'rectified', 'concluded')),
    constraint annual_report_value_check check (value in ('', 'qualified', 'basically_qualified', 'unqualified')),
    constraint annual_report_concluded_check check ((value = '') = (state in ('draft', 'reviewing')))
);

create index annual_report_division_index on inspection.annual_report (division, id desc);
create index annual_report_rectifying_index on inspection.annual_report (case_id)
    where state = 'rectifying' and not rectification_missed;
