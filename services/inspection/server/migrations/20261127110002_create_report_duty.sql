-- Who must report of a year (报送义务): an organisation once a year, in whichever campaign. What is overdue stays so.
create table inspection.report_duty (
    year integer not null,
    code text collate "C" not null,
    campaign uuid not null,
    division text collate "C" not null,
    due_on date not null,
    submitted_on date,
    overdue boolean not null default false,
    value text not null default '',
    exemption text not null default '',
    exempt_reason text not null default '',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint report_duty_pkey primary key (year, code),
    constraint report_duty_campaign_fkey foreign key (campaign) references inspection.report_campaign (id),
    constraint report_duty_value_check check (value in ('', 'qualified', 'basically_qualified', 'unqualified')),
    constraint report_duty_exemption_check check (exemption in ('', 'charity', 'ending', 'other')),
    constraint report_duty_exempt_check check (exemption = '' or (submitted_on is null and not overdue and value = ''))
);

create index report_duty_campaign_index on inspection.report_duty (campaign, code);
-- What becomes overdue, oldest day first: only what is still owed lies in it.
create index report_duty_owed_index on inspection.report_duty (due_on, year, code)
    where submitted_on is null and not overdue and exemption = '';
create index report_duty_overdue_index on inspection.report_duty (campaign, code) where overdue;
