-- Courses of departments for people of social organisations (培训). What is stated never changes once it is published; rows are kept.
create table talent.training_course (
    id uuid not null,
    division text collate "C" not null,
    department text collate "C" not null,
    title text not null,
    kind text not null,
    hours_tenths integer not null,
    places integer not null,
    -- A session a place, as they were stated.
    session_begins timestamptz[] not null,
    session_ends timestamptz[] not null,
    session_places text[] not null,
    begins_at timestamptz not null,
    ends_at timestamptz not null,
    enrolment_deadline timestamptz not null,
    -- Basis points of the sessions.
    attendance_share integer not null,
    status text not null default 'draft',
    -- How many have a place.
    taken integer not null default 0,
    -- The last number that the waiting list gave.
    last_number integer not null default 0,
    published_at timestamptz,
    held_on date,
    cancel_reason text not null default '',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint training_course_pkey primary key (id),
    constraint training_course_kind_check check (kind in ('leader_rotation', 'new_leader', 'continuing_education', 'general')),
    constraint training_course_hours_check check (hours_tenths between 1 and 10000),
    constraint training_course_places_check check (places between 1 and 10000),
    constraint training_course_sessions_check check (
        cardinality(session_begins) between 1 and 30 and cardinality(session_begins) = cardinality(session_ends)
        and cardinality(session_begins) = cardinality(session_places)
        and begins_at = session_begins[1] and ends_at = session_ends[cardinality(session_ends)] and begins_at < ends_at
    ),
    constraint training_course_deadline_check check (enrolment_deadline <= begins_at),
    constraint training_course_share_check check (attendance_share between 1 and 10000),
    constraint training_course_status_check check (status in ('draft', 'published', 'closed', 'cancelled')),
    -- No place is given twice, however many ask at once.
    constraint training_course_taken_check check (taken between 0 and places and (taken = 0 or status in ('published', 'closed'))),
    constraint training_course_number_check check (last_number >= 0),
    constraint training_course_published_check check (status in ('draft', 'cancelled') or published_at is not null),
    constraint training_course_held_check check ((status = 'closed') = (held_on is not null)),
    constraint training_course_cancelled_check check ((status = 'cancelled') = (cancel_reason <> ''))
);
create index training_course_department_idx on talent.training_course (division, department);

create function talent.refuse_other_training_course() returns trigger language plpgsql as $$
begin
    if (new.id, new.division, new.department, new.created_at)
        is distinct from (old.id, old.division, old.department, old.created_at) then
        raise exception 'training course % is and stays of its organiser', old.id;
    end if;
    if old.status <> 'draft' and (new.title, new.kind, new.hours_tenths, new.places, new.session_begins, new.session_ends,
            new.session_places, new.begins_at, new.ends_at, new.enrolment_deadline, new.attendance_share, new.published_at)
        is distinct from (old.title, old.kind, old.hours_tenths, old.places, old.session_begins, old.session_ends,
            old.session_places, old.begins_at, old.ends_at, old.enrolment_deadline, old.attendance_share, old.published_at) then
        raise exception 'what training course % states is published', old.id;
    end if;
    if old.status in ('closed', 'cancelled') then
        raise exception 'training course % is over', old.id;
    end if;
    return new;
end
$$;
create trigger training_course_fixed before update on talent.training_course
    for each row execute function talent.refuse_other_training_course();
create trigger training_course_kept before delete on talent.training_course
    for each row execute function talent.refuse_deletion();
