-- Two people (双人复核): where both officials are known, they are two; else the systems are. What one official
-- approved by two systems before stays as it is.
alter table credit.risk_rule drop constraint risk_rule_two_people_check;
alter table credit.risk_rule add constraint risk_rule_two_people_check check (
    approved_by is null or coalesce(approved_officer <> created_officer, approved_by <> created_by)
) not valid;
