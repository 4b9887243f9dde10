-- Who attended which session of a course (考勤); what was recorded by mistake is taken back by removing the row.
create table talent.training_attendance (
    enrolment uuid not null,
    session integer not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint training_attendance_pkey primary key (enrolment, session),
    constraint training_attendance_enrolment_fkey foreign key (enrolment) references talent.training_enrolment (id),
    constraint training_attendance_session_check check (session between 1 and 30)
);

-- What hours were credited by stays: attendance changes while a course is published, and is of whoever has a place.
create function talent.refuse_other_training_attendance() returns trigger language plpgsql as $$
begin
    if not exists (select from talent.training_enrolment enrolment join talent.training_course course on course.id = enrolment.course
            where enrolment.id = case tg_op when 'DELETE' then old.enrolment else new.enrolment end
              and enrolment.status = 'enrolled' and course.status = 'published') then
        raise exception 'attendance of a course that is over stays';
    end if;
    return null;
end
$$;
create trigger training_attendance_fixed after insert or update or delete on talent.training_attendance
    for each row execute function talent.refuse_other_training_attendance();
