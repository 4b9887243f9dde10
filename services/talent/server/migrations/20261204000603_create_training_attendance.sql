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
