-- A draft that lapsed is no answer: what speaks for a ground again is drafted again.
alter table credit.qualification_draft drop constraint qualification_draft_cause_key;
create unique index qualification_draft_cause_key on credit.qualification_draft (qualification, act, ground, cause)
    where state <> 'lapsed';
