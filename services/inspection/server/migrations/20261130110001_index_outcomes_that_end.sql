-- Outcomes of a resource: those that have no end lie in outcome_standing_key already. A campaign that closes adds many of those, and each
-- cost two entries.
create index outcome_ended_index on inspection.outcome (resource, kind) where withdrawn_on is null and counts_until is not null;
drop index inspection.outcome_resource_index;
