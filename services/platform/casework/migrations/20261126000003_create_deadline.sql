-- Terms. `clock` says how one ran; `due_on` is its last day as reckoned with the rules and calendar of `basis`.
create table casework.deadline (
    id uuid not null,
    case_id uuid not null,
    ordinal integer not null,
    key text collate "C" not null,
    department text collate "C" not null,
    division text collate "C" not null,
    clock jsonb not null,
    state text not null,
    due_on date,
    warn_on date,
    provisional boolean not null,
    basis text not null,
    warned boolean not null default false,
    overdue boolean not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint deadline_pkey primary key (id),
    constraint deadline_case_fkey foreign key (case_id) references casework.case (id),
    constraint deadline_ordinal_key unique (case_id, ordinal),
    constraint deadline_state_check check (state in ('running', 'suspended', 'stopped', 'cancelled'))
);
create index deadline_warn_index on casework.deadline (warn_on, id) where state = 'running' and not warned;
create index deadline_due_index on casework.deadline (due_on, id) where state = 'running' and not overdue;
create index deadline_basis_index on casework.deadline (basis, id) where state in ('running', 'suspended');
