-- What is looked through every few seconds: grades that bring incentives, what has ended of them, and who is on a list.
create index record_incentive_index on credit.record (organization) include (id, division, value, counts_from, counts_until)
    where kind = 'rating' and value in ('4A', '5A') and withdrawn_on is null;
create index record_incentive_ended_index on credit.record (counts_until, id)
    where kind = 'rating' and value in ('4A', '5A') and counts_until is not null;
create index record_incentive_withdrawn_index on credit.record (id) where kind = 'rating' and withdrawn_on is not null;
create index listing_counting_index on credit.listing (organization, listed_on, removed_on) where withdrawn_on is null;
create index listing_withdrawn_index on credit.listing (id) where withdrawn_on is not null;
create index imposition_incentive_index on credit.imposition (organization, cause)
    where ended_on is null and target in ('grade_4a', 'grade_5a');
