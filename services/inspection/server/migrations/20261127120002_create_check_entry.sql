-- What devices uploaded. Rows are only ever added: merging is union, and the key allows one content an id.
-- `content` is the entry as the contract has it, sealed: it says where inspectors were and what people said.
create table inspection.check_entry (
    check_id uuid not null,
    id uuid not null,
    number bigint not null generated always as identity,
    kind text not null,
    content bytea not null,
    late boolean not null,
    clock_offset_seconds bigint not null,
    received_at timestamptz not null,
    constraint check_entry_pkey primary key (check_id, id),
    constraint check_entry_number_key unique (number),
    constraint check_entry_check_fkey foreign key (check_id) references inspection.field_check (id),
    constraint check_entry_kind_check
        check (kind in ('check_in', 'answer', 'finding', 'evidence', 'statement', 'confirmation', 'withdrawal'))
);

create index check_entry_order_index on inspection.check_entry (check_id, number);

-- Documents whose content an entry states.
create table inspection.check_evidence (
    check_id uuid not null,
    sha256 bytea not null,
    document uuid not null,
    kind text not null,
    attached_at timestamptz not null,
    constraint check_evidence_pkey primary key (check_id, sha256),
    constraint check_evidence_check_fkey foreign key (check_id) references inspection.field_check (id),
    constraint check_evidence_sha256_check check (length(sha256) = 32)
);

-- Evidence of one department for another's matter (证据互认), by reference.
create table inspection.shared_evidence (
    id uuid not null,
    check_id uuid not null,
    entry_id uuid not null,
    digest bytea not null,
    division text collate "C" not null,
    shared_by text collate "C" not null,
    department text collate "C" not null,
    matter text not null,
    basis text not null,
    actor text not null,
    created_at timestamptz not null,
    constraint shared_evidence_pkey primary key (id),
    constraint shared_evidence_matter_key unique (check_id, entry_id, department, matter),
    constraint shared_evidence_entry_fkey foreign key (check_id, entry_id)
        references inspection.check_entry (check_id, id)
);

create index shared_evidence_department_index on inspection.shared_evidence (department, division, id desc);
