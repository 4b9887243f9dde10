-- What departments must do, and had to. `sort_on` is the last day, or the end of time without one: lists go by it.
create table casework.task (
    id uuid not null,
    case_id uuid not null,
    key text collate "C" not null,
    step text not null,
    title text not null,
    department text collate "C" not null,
    division text collate "C" not null,
    procedure text not null,
    clock text not null,
    state text not null,
    due_on date,
    sort_on date not null generated always as (coalesce(due_on, date '9999-12-31')) stored,
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint task_pkey primary key (id),
    constraint task_case_fkey foreign key (case_id) references casework.case (id),
    constraint task_state_check check (state in ('open', 'done', 'dropped')),
    constraint task_ended_check check ((state = 'open') = (ended_at is null))
);
create unique index task_open_key on casework.task (case_id, key) where state = 'open';
-- Whatever the width of the caller's place, one index is in the order of the list there, with a department and without.
create index task_country_index on casework.task (department, sort_on, id) where state = 'open';
create index task_city_index on casework.task (left(division, 4), department, sort_on, id) where state = 'open';
create index task_county_index on casework.task (division, department, sort_on, id) where state = 'open';
create index task_due_index on casework.task (sort_on, id) where state = 'open';
create index task_ended_index on casework.task (department, id) where state <> 'open';
