-- Grades (评估等级) that organisations have or had. A downgrade ends one and adds another; of one application there is one.
create table inspection.rating (
    id uuid not null,
    code text collate "C" not null,
    division text collate "C" not null,
    department text collate "C" not null,
    applicant text collate "C" not null,
    kind text not null,
    grade text not null,
    certificate_number text not null,
    announced_on date not null,
    valid_from date not null,
    valid_until date not null,
    ended_on date,
    status text not null,
    predecessor uuid,
    application uuid,
    announcement text not null,
    rule text not null,
    rule_version integer not null,
    revision bigint not null,
    created_at timestamptz not null,
    constraint rating_pkey primary key (id),
    constraint rating_application_key unique (application),
    constraint rating_predecessor_key unique (predecessor),
    constraint rating_certificate_key unique (certificate_number),
    constraint rating_application_fkey foreign key (application) references inspection.rating_application (id),
    constraint rating_predecessor_fkey foreign key (predecessor) references inspection.rating (id),
    constraint rating_grade_check check (grade in ('1A', '2A', '3A', '4A', '5A')),
    constraint rating_valid_check check (valid_until >= valid_from),
    constraint rating_status_check check (status in ('standing', 'superseded', 'downgraded', 'cancelled')),
    constraint rating_ended_check check ((status = 'standing') = (ended_on is null)),
    constraint rating_origin_check check ((application is null) = (predecessor is not null))
);

-- Of an organisation one grade stands, and nothing follows it yet.
create unique index rating_standing_key on inspection.rating (code) where status = 'standing';
create index rating_division_index on inspection.rating (division, id desc);
create index rating_code_index on inspection.rating (code, id desc);

-- The last serial number of the certificates of a division in a year.
create table inspection.rating_serial (
    division text collate "C" not null,
    year integer not null,
    last integer not null,
    constraint rating_serial_pkey primary key (division, year)
);
