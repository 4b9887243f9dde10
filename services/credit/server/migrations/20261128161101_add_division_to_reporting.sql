-- Departments of different divisions have the same key: who reported is told by both.
alter table credit.reporting add column division text collate "C" not null default '';
-- Until now whoever reported was known by its key alone; its records lie where it does, or where their organisation does.
update credit.reporting set division = record.division from credit.record where record.id = reporting.record;
drop index credit.reporting_standing_key;
create unique index reporting_standing_key on credit.reporting (department, division, document_key, kind, organization)
    where withdrawn_on is null;
drop index credit.reporting_document_index;
create index reporting_document_index on credit.reporting (department, division, document_key, kind, organization);
-- Division of the department that decides; null: that of the petition, as all were before.
alter table credit.petition add column department_division text collate "C";
