-- How much a report shows, so that whoever holds it printed sees that nothing was left out.
alter table credit.issued_report
    add column record_count integer not null default 0,
    add column listing_count integer not null default 0;
