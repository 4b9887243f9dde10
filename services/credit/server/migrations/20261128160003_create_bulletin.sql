-- Periodic bulletins (公告). What one says is fixed when it is approved.
create table credit.bulletin (
    id uuid not null,
    kind text not null,
    state text not null,
    division text collate "C" not null,
    department text not null,
    starts_on date not null,
    ends_on date not null,
    -- From 1: a period with more than a bulletin holds has several.
    part integer not null,
    rule text not null,
    title text not null,
    corrects uuid,
    number text collate "C",
    revision bigint not null,
    reviewed_by text,
    reviewed_officer text,
    reviewed_at timestamptz,
    approved_by text,
    approved_officer text,
    published_at timestamptz,
    -- SHA-256 of what was approved.
    digest bytea,
    created_at timestamptz not null,
    constraint bulletin_pkey primary key (id),
    constraint bulletin_number_key unique (number),
    constraint bulletin_corrects_fkey foreign key (corrects) references credit.bulletin (id),
    constraint bulletin_kind_check check (kind in ('penalties', 'deregistrations')),
    constraint bulletin_state_check check (state in ('drafted', 'reviewed', 'published')),
    constraint bulletin_reviewed_check check ((state = 'drafted') = (reviewed_at is null)),
    constraint bulletin_published_check check (
        (state = 'published') = (published_at is not null) and (state = 'published') = (number is not null)
        and (state = 'published') = (digest is not null)
    )
);
create unique index bulletin_period_key on credit.bulletin (kind, division, department, starts_on, part) where corrects is null;
create unique index bulletin_correction_key on credit.bulletin (corrects) where state <> 'published';
create index bulletin_corrects_index on credit.bulletin (corrects);

create table credit.bulletin_entry (
    bulletin uuid not null,
    publication uuid not null,
    -- What the publication says, the encoded PublicationBody; of a correction nothing.
    body bytea,
    correction boolean not null,
    constraint bulletin_entry_pkey primary key (bulletin, publication),
    constraint bulletin_entry_bulletin_fkey foreign key (bulletin) references credit.bulletin (id),
    constraint bulletin_entry_publication_fkey foreign key (publication) references credit.publication (id)
);
-- In one bulletin, and in any number of corrections.
create unique index bulletin_entry_publication_key on credit.bulletin_entry (publication) where not correction;
