-- Who investigates a penalty or a ban, from when to when.
create table inspection.case_officer (
    proceeding uuid not null,
    inspector uuid not null,
    assigned_on date not null,
    released_on date,
    created_at timestamptz not null,
    constraint case_officer_pkey primary key (proceeding, inspector, created_at),
    constraint case_officer_inspector_fkey foreign key (inspector) references inspection.inspector (id)
);
create unique index case_officer_assigned_key on inspection.case_officer (proceeding, inspector) where released_on is null;

-- Evidence (证据) of a penalty or a ban, each item as it was put on file.
create table inspection.evidence (
    id uuid not null,
    proceeding uuid not null,
    kind text not null,
    title text not null,
    source text not null,
    place text not null,
    collected_on date not null,
    collectors uuid[] not null,
    document uuid,
    sha256 text not null,
    cited_resource text not null,
    holder text not null,
    actor text not null,
    created_at timestamptz not null,
    constraint evidence_pkey primary key (id),
    constraint evidence_kind_check check (kind in ('documentary', 'physical', 'audiovisual', 'electronic', 'testimony',
        'party_statement', 'appraisal', 'record')),
    constraint evidence_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint evidence_content_check check (document is not null or cited_resource <> '' or holder <> '')
);
create index evidence_proceeding_index on inspection.evidence (proceeding, id);
create trigger evidence_is_append_only before update or delete on inspection.evidence
    for each row execute function uow.refuse_rewriting();

-- The custody (保管链) of things that are evidence.
create table inspection.custody (
    evidence uuid not null,
    number integer not null,
    from_holder text not null,
    to_holder text not null,
    passed_on date not null,
    place text not null,
    reason text not null,
    actor text not null,
    created_at timestamptz not null,
    constraint custody_pkey primary key (evidence, number),
    constraint custody_evidence_fkey foreign key (evidence) references inspection.evidence (id)
);
create trigger custody_is_append_only before update or delete on inspection.custody
    for each row execute function uow.refuse_rewriting();

-- Numbers of decisions (文号): the last one given of a department, kind and year. A decision that fails gives its number back.
create table inspection.decision_number (
    department text collate "C" not null,
    division text collate "C" not null,
    kind text not null,
    year integer not null,
    last integer not null,
    constraint decision_number_pkey primary key (department, division, kind, year),
    constraint decision_number_kind_check check (kind in ('penalty', 'ban'))
);
-- The numbers given, each to one decision.
create table inspection.decision_given (
    department text collate "C" not null,
    division text collate "C" not null,
    kind text not null,
    year integer not null,
    number integer not null,
    proceeding uuid not null,
    created_at timestamptz not null,
    constraint decision_given_pkey primary key (department, division, kind, year, number),
    constraint decision_given_proceeding_key unique (proceeding)
);
