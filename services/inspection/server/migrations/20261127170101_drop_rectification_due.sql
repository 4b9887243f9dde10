-- The last day of a rectification is that of its term in `casework.deadline`, which moves with the calendar; a copy did not.
alter table inspection.annual_report drop column rectification_due;
