-- What one department has to do of one measure for one organisation.
create table credit.measure_task (
    id uuid not null,
    imposition uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    department text collate "C" not null,
    measure text collate "C" not null,
    -- As the measure was declared on the day of its imposing.
    title text not null,
    action text not null,
    rule text not null,
    term_working_days integer not null,
    state text not null,
    due_on date not null,
    -- From when the term under way is counted.
    due_from date not null,
    -- The last day may still move.
    provisional boolean not null,
    -- Rules and calendar that the last day was last reckoned with; empty: those of the program alone.
    basis text not null,
    imposed_outcome text,
    imposed_account text not null default '',
    imposed_document text not null default '',
    imposed_act_on date,
    lifted_outcome text,
    lifted_account text not null default '',
    lifted_document text not null default '',
    lifted_act_on date,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint measure_task_pkey primary key (id),
    constraint measure_task_imposition_fkey foreign key (imposition) references credit.imposition (id),
    constraint measure_task_key unique (imposition, measure, department),
    constraint measure_task_state_check
        check (state in ('open', 'acted', 'not_applicable', 'lifting', 'lifted', 'cancelled')),
    constraint measure_task_outcome_check check (
        imposed_outcome in ('acted', 'not_applicable') and lifted_outcome in ('acted', 'not_applicable')
    )
);
create index measure_task_department_index on credit.measure_task (department, due_on, id);
create index measure_task_provisional_index on credit.measure_task (basis, id)
    where provisional and state in ('open', 'lifting');
