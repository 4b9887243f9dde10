-- People who hold posts, sealed: the server's keys open a value only in its own column and row. Found by `id_hash`, a keyed
-- hash of the identity document, and by `account_hash`, that of a public official's account.
create table registry.person (
    id uuid not null,
    id_kind text not null,
    id_hash bytea not null,
    name bytea not null,
    id_number bytea not null,
    phone bytea,
    account_hash bytea,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint person_pkey primary key (id),
    constraint person_id_hash_key unique (id_hash),
    constraint person_id_kind_check
        check (id_kind in ('resident_id', 'passport', 'hong_kong_macao_permit', 'taiwan_permit'))
);
create index person_account_hash_index on registry.person (account_hash) where account_hash is not null;

-- A post: a person in a role of an organisation. `rules` are the rules it was decided under: id, version, outcome.
create table registry.post (
    id uuid not null,
    organization text collate "C" not null,
    organization_kind text not null,
    person uuid not null,
    role text not null,
    legal_representative boolean not null,
    term_number integer not null,
    consecutive_terms integer not null,
    starts_on date not null,
    ends_on date not null,
    ended_on date,
    serving_official boolean not null,
    retired_cadre boolean not null,
    cadre_approval text not null,
    exception_approval text not null,
    basis text not null,
    end_basis text not null,
    rules jsonb not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint post_pkey primary key (id),
    constraint post_person_fkey foreign key (person) references registry.person (id),
    constraint post_organization_kind_check
        check (organization_kind in ('social_group', 'private_non_enterprise', 'foundation', 'other')),
    constraint post_role_check
        check (role in ('president', 'vice_president', 'secretary_general', 'council_member', 'supervisor')),
    constraint post_term_check check (term_number >= 1 and consecutive_terms >= 1 and ends_on > starts_on),
    constraint post_ended_on_check check (ended_on >= starts_on)
);

-- Double posts are impossible whatever runs side by side: a role once for a person, one legal representative for an
-- organisation, and one association for a legal representative (REG-07).
create unique index post_held_key on registry.post (organization, person, role) where ended_on is null;
create unique index post_legal_representative_key on registry.post (organization)
    where legal_representative and ended_on is null;
create unique index post_represented_association_key on registry.post (person)
    where legal_representative and ended_on is null and organization_kind = 'social_group';

create index post_organization_index on registry.post (organization, id);
create index post_person_index on registry.post (person);
create index post_ends_on_index on registry.post (ends_on, organization)
    where ended_on is null and role in ('president', 'vice_president', 'secretary_general');

-- Duty reports of legal representatives (述职报告), one a year.
create table registry.duty_report (
    organization text collate "C" not null,
    year integer not null,
    document text not null,
    submitted_on date not null,
    created_at timestamptz not null,
    constraint duty_report_pkey primary key (organization, year)
);

-- Audits before a new term or a new legal representative (REG-10).
create table registry.officer_audit (
    id uuid not null,
    organization text collate "C" not null,
    document text not null,
    auditor text not null,
    period_start date not null,
    period_end date not null,
    completed_on date not null,
    created_at timestamptz not null,
    constraint officer_audit_pkey primary key (id),
    constraint officer_audit_period_check check (period_end >= period_start and completed_on >= period_end)
);
create index officer_audit_organization_index on registry.officer_audit (organization, completed_on);
