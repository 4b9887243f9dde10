-- Cases in statutory procedures: where each stands (machine), and everything that was done with it (step).
create schema if not exists casework;

create table casework.case (
    id uuid not null,
    procedure text not null,
    title text not null,
    resource text collate "C" not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    state text not null,
    ended boolean not null,
    machine jsonb not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint case_pkey primary key (id),
    constraint case_revision_check check (revision >= 1)
);
create index case_resource_index on casework.case (resource, id);
create index case_organization_index on casework.case (organization, id) where organization <> '';
create index case_procedure_index on casework.case (procedure, id);

create table casework.step (
    case_id uuid not null,
    number bigint not null,
    action text not null,
    title text not null,
    from_state text not null,
    to_state text not null,
    review text not null,
    verdict text not null,
    department text not null,
    actor text not null,
    officer text,
    reasons text not null,
    ground text not null,
    rules jsonb not null,
    created_at timestamptz not null,
    constraint step_pkey primary key (case_id, number),
    constraint step_case_fkey foreign key (case_id) references casework.case (id),
    constraint step_verdict_check check (verdict in ('', 'favourable', 'unfavourable'))
);
-- What was done stays as it was recorded.
create trigger step_is_append_only before update or delete on casework.step
    for each row execute function uow.refuse_rewriting();
