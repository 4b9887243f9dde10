-- Who told of a record is a department of a division, which answers for it to whoever objects. Empty where the former release did not
-- keep it: that of the record.
alter table credit.reporting add column division text not null default '';
