-- The announcement of the notice, where it was announced: taken back when the draft ends otherwise than by a listing.
alter table credit.listing_draft add column announcement uuid;
-- Written and never read: the draft of the same id has it.
alter table credit.listing_ground drop column since_on;
