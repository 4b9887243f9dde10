-- Whether the last annual report was passed (GP-07d) is asked of a thousand organisations at once: of each, one conclusion is looked at.
create index record_conclusion_index on credit.record (organization, year desc, counts_from desc, id desc)
    where kind = 'report_concluded' and withdrawn_on is null and year is not null;
