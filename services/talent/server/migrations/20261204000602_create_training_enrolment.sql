-- Who takes part in a course, or waits for a place (报名、候补). Persons are those of talent.person.
create table talent.training_enrolment (
    id uuid not null,
    course uuid not null,
    person uuid not null,
    organization text collate "C" not null,
    -- Its registered name when it enrolled.
    organization_title text not null,
    status text not null,
    -- The order of the waiting list; kept when somebody moves up.
    waiting_number integer,
    -- None while no hours are credited.
    credited_tenths integer,
    cancel_reason text not null default '',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint training_enrolment_pkey primary key (id),
    constraint training_enrolment_course_fkey foreign key (course) references talent.training_course (id),
    constraint training_enrolment_person_fkey foreign key (person) references talent.person (id),
    constraint training_enrolment_status_check check (status in ('enrolled', 'waiting', 'cancelled')),
    constraint training_enrolment_waiting_check check (status <> 'waiting' or waiting_number is not null),
    constraint training_enrolment_credited_check check (credited_tenths is null or (credited_tenths > 0 and status = 'enrolled')),
    constraint training_enrolment_cancelled_check check ((status = 'cancelled') = (cancel_reason <> ''))
);
-- Nobody takes part in a course twice.
create unique index training_enrolment_person_key on talent.training_enrolment (course, person) where status <> 'cancelled';
create unique index training_enrolment_number_key on talent.training_enrolment (course, waiting_number)
    where waiting_number is not null;
create index training_enrolment_course_idx on talent.training_enrolment (course, id);
create index training_enrolment_credited_idx on talent.training_enrolment (person) where credited_tenths is not null;

create function talent.refuse_other_training_enrolment() returns trigger language plpgsql as $$
begin
    if (new.id, new.course, new.person, new.organization, new.created_by, new.created_at)
        is distinct from (old.id, old.course, old.person, old.organization, old.created_by, old.created_at) then
        raise exception 'training enrolment % is and stays of its person', old.id;
    end if;
    if old.status = 'cancelled' then
        raise exception 'training enrolment % is cancelled', old.id;
    end if;
    if old.credited_tenths is not null then
        raise exception 'the hours of training enrolment % are credited', old.id;
    end if;
    return new;
end
$$;
create trigger training_enrolment_fixed before update on talent.training_enrolment
    for each row execute function talent.refuse_other_training_enrolment();
create trigger training_enrolment_kept before delete on talent.training_enrolment
    for each row execute function talent.refuse_deletion();
