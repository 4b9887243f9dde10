-- Whoever looks at many organisations at once looks at records of a few kinds: only those are fetched.
drop index credit.record_organization_index;
create index record_organization_index on credit.record (organization, kind, counts_from, id);
