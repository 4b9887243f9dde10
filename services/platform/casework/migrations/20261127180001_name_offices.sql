-- Roles are held by offices: a department of one division. Those of a case stand in its machine, `civil-affairs@330500`; one
-- without a division, as the release before wrote it, is of the division of the case.
-- Null where a program of that release wrote the task while both ran: of the division of the case, too.
alter table casework.task add column department_division text collate "C";
update casework.task set department_division = division;
create index task_office_index on casework.task (coalesce(department_division, division), department, sort_on, id)
    where state = 'open';
create index task_ended_office_index on casework.task (coalesce(department_division, division), department, sort_on, id)
    where state <> 'open';
-- Null where the issuer is of the division of the case, wherever that goes.
alter table casework.notice add column issuer_division text collate "C";
