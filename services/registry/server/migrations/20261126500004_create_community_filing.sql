-- Community organisations on file with townships (社区社会组织备案, 意见(七)): one row for each change, the whole filing as it
-- stood after it. None is rewritten but for `latest`, which marks the one that holds today.
create table registry.community_filing (
    id uuid not null,
    revision bigint not null,
    filing_number text collate "C" not null,
    division text collate "C" not null,
    township_code text collate "C" not null,
    community text not null,
    community_type text not null,
    title text not null,
    class text not null,
    guidance text not null,
    activities text not null,
    members integer not null,
    unit_members integer not null,
    activity_funds_fen bigint not null,
    contact_name text not null,
    contact_phone text not null,
    status text not null,
    filed_on date not null,
    ended_on date,
    end_reason text not null,
    valid_from date not null,
    latest boolean not null,
    department text not null,
    actor text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint community_filing_pkey primary key (id, revision),
    constraint community_filing_community_type_check check (community_type in ('urban', 'rural')),
    constraint community_filing_class_check check (class in ('service', 'care', 'safety', 'culture_sports',
        'rural_technology', 'charity', 'mutual_aid', 'rights', 'other')),
    constraint community_filing_guidance_check check (guidance in ('towards_registration', 'strengthen', 'support')),
    constraint community_filing_status_check check (status in ('filed', 'ended', 'promoted')),
    constraint community_filing_ended_check check ((status = 'filed') = (ended_on is null)),
    constraint community_filing_counts_check
        check (members >= 1 and unit_members >= 0 and activity_funds_fen >= 0)
);

create unique index community_filing_latest_key on registry.community_filing (id) where latest;
create unique index community_filing_number_key on registry.community_filing (filing_number) where latest;
create unique index community_filing_title_key on registry.community_filing (township_code, community, title)
    where latest and status = 'filed';

-- The last serial number given in a division and year.
create table registry.community_filing_serial (
    division text collate "C" not null,
    year integer not null,
    last bigint not null,
    created_at timestamptz not null default now(),
    constraint community_filing_serial_pkey primary key (division, year)
);
