-- The application by which a community organisation on file is to be registered, or was: one at a time, set on the latest row.
alter table registry.community_filing add column application uuid;
create unique index community_filing_application_key on registry.community_filing (application)
    where latest and application is not null;
