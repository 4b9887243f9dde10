-- A department is known by its key and its division: drafts made before are those of the campaign's own division.
alter table inspection.annual_report add column filer_division text collate "C";
update inspection.annual_report as report set filer_division = campaign.division
from inspection.report_campaign as campaign where campaign.id = report.campaign;
alter table inspection.annual_report alter column filer_division set not null;
