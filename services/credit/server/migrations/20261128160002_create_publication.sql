-- What is put before the public (公示). What was withdrawn keeps its number; what it said is removed.
create table credit.publication (
    id uuid not null,
    number text collate "C" not null,
    kind text not null,
    organization text collate "C" not null,
    -- The authority: its division and its key.
    division text collate "C" not null,
    department text not null,
    -- What it is of: the one or the other.
    record uuid,
    listing uuid,
    state text not null,
    published_at timestamptz not null,
    published_on date not null,
    -- The first day on which it is not shown any more, as far as is known.
    until_on date,
    rules text[] not null,
    -- The encoded PublicationBody.
    body bytea,
    withdrawn_on date,
    ground text,
    -- Why a person took it down, and who: for the audit, never shown.
    reasons text not null default '',
    constraint publication_pkey primary key (id),
    constraint publication_number_key unique (number),
    constraint publication_source_check check ((record is null) <> (listing is null)),
    constraint publication_state_check check (state in ('published', 'ended', 'withdrawn')),
    constraint publication_ground_check check (ground in ('source_fell', 'authority', 'error', 'secrecy')),
    constraint publication_withdrawn_check check (
        (state = 'withdrawn') = (withdrawn_on is not null) and (state = 'withdrawn') = (ground is not null)
        and (state = 'withdrawn') = (body is null)
    )
);
create unique index publication_record_key on credit.publication (record) where state <> 'withdrawn';
create unique index publication_listing_key on credit.publication (listing) where state <> 'withdrawn';
create index publication_organization_index on credit.publication (organization);
create index publication_published_index on credit.publication (kind, published_on) where state = 'published';

-- The serials that were given out, without gaps: a number that is not taken after all is rolled back.
create table credit.publication_serial (
    series text not null,
    division text collate "C" not null,
    year integer not null,
    last bigint not null,
    constraint publication_serial_pkey primary key (series, division, year)
);

-- Organisations whose publications are looked at on a day: when something changed, and when a display is over.
create table credit.publication_due (
    organization text collate "C" not null,
    due_on date not null,
    constraint publication_due_pkey primary key (organization)
);
create index publication_due_day_index on credit.publication_due (due_on, organization);

-- Whether inspection has a decision of a penalty before the public.
create table credit.penalty_publicity (
    penalty text collate "C" not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    department text not null,
    announcement text not null,
    published boolean not null,
    changed_on date not null,
    constraint penalty_publicity_pkey primary key (penalty)
);
create index penalty_publicity_organization_index on credit.penalty_publicity (organization);

-- What must still be taken from before the public, because what it rests on fell (PN-03b).
create table credit.publication_withdrawal (
    publication uuid not null,
    -- announcements/{uuid} or bulletins/{uuid}
    resource text collate "C" not null,
    number text not null,
    division text collate "C" not null,
    department text not null,
    fell_on date not null,
    due_on date not null,
    rule text not null,
    done_on date,
    created_at timestamptz not null,
    constraint publication_withdrawal_pkey primary key (publication, resource),
    constraint publication_withdrawal_publication_fkey foreign key (publication) references credit.publication (id)
);
create index publication_withdrawal_open_index on credit.publication_withdrawal (due_on) where done_on is null;
create index publication_withdrawal_resource_index on credit.publication_withdrawal (resource) where done_on is null;
