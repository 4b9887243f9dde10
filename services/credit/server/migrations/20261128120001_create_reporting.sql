-- Numbers of documents in one spelling: the same penalty is recognised however its number was typed.
alter table credit.record add column document_key text collate "C" not null default '';
-- The same penalty of an organisation stands once, whoever told of it first.
create unique index record_penalty_key on credit.record (organization, document_key)
    where kind = 'penalty' and document_key <> '' and withdrawn_on is null;
create index record_created_index on credit.record (created_at);
-- Who reported what, and what was withdrawn of it; also withdrawals that came before what they withdraw.
create table credit.reporting (
    id uuid not null,
    -- The record that it came to; null while only its withdrawal has arrived.
    record uuid,
    department text not null,
    kind text not null,
    organization text collate "C" not null,
    document_key text collate "C" not null,
    document_number text not null,
    -- `submissions/{id}`, or the resource that a feed told of.
    source text not null default '',
    -- SHA-256 of what was submitted: the same again is a repetition.
    content bytea not null default '',
    -- The withdrawn record that it states anew.
    corrects uuid,
    reported_at timestamptz not null,
    withdrawn_on date,
    withdraw_reasons text not null default '',
    withdraw_number text not null default '',
    constraint reporting_pkey primary key (id),
    constraint reporting_record_check check (record is not null or withdrawn_on is not null)
);
create unique index reporting_standing_key on credit.reporting (department, document_key, kind, organization) where withdrawn_on is null;
create index reporting_document_index on credit.reporting (department, document_key, kind, organization);
create index reporting_record_index on credit.reporting (record);
create index reporting_source_index on credit.reporting (source);
