-- Conclusions (年检结论): the first once for a report, every further one with the next number, whatever runs side by side.
create table inspection.report_conclusion (
    report uuid not null,
    number integer not null,
    kind text not null,
    value text not null,
    grounds jsonb not null,
    decision_number text not null,
    reasons text not null,
    department text not null,
    actor text not null,
    decided_on date not null,
    rules text[] not null,
    announcement text not null,
    created_at timestamptz not null,
    constraint report_conclusion_pkey primary key (report, number),
    constraint report_conclusion_report_fkey foreign key (report) references inspection.annual_report (id),
    constraint report_conclusion_kind_check check (kind in ('first', 'reevaluation', 'correction')),
    constraint report_conclusion_number_check check ((number = 1) = (kind = 'first')),
    constraint report_conclusion_value_check check (value in ('qualified', 'basically_qualified', 'unqualified')),
    constraint report_conclusion_grounds_check check ((value = 'qualified') = (grounds = '[]'::jsonb))
);
-- What was announced stays as it was announced.
create trigger report_conclusion_is_append_only before update or delete on inspection.report_conclusion
    for each row execute function uow.refuse_rewriting();
