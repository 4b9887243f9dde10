-- The revision of a case is the case's alone: a copy lagged behind whatever moved the case by itself.
alter table registry.application drop column revision;
alter table registry.appointment_notice drop column revision;
alter table registry.late_election drop column revision;
