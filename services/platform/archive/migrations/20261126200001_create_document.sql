-- What is known of each document. Its content is in the object store, under its id.
create schema if not exists archive;

create table archive.document (
    id uuid not null,
    title text not null,
    kind text not null,
    media_type text not null,
    size_bytes bigint not null,
    sha256 bytea not null,
    subject text,
    department text not null,
    division text not null,
    retain_until date not null,
    attached_at timestamptz,
    created_at timestamptz not null,
    constraint document_pkey primary key (id),
    constraint document_size_bytes_check check (size_bytes > 0),
    constraint document_sha256_check check (octet_length(sha256) = 32),
    constraint document_attached_at_check check (attached_at is null or subject is not null)
);
create index document_subject_index on archive.document (subject, id) where subject is not null;
-- What the sweeper looks at: few rows, for a document is soon attached.
create index document_unattached_index on archive.document (id) where attached_at is null;
