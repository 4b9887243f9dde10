-- A printed number (湖民罚决〔2026〕1号) is mark, year and count. It was counted by department and kind, so that two of them with one
-- mark printed twins, which no constraint saw. It is counted by what is printed; of a division each is given once.
alter table inspection.decision_given add column mark text collate "C";
update inspection.decision_given given
set mark = coalesce(
    (select entry ->> 'number_mark' from inspection.penalty_entry
     where penalty = given.proceeding and entry ->> 'kind' = 'decided'),
    (select split_part(document_number, '〔', 1) from inspection.ban where id = given.proceeding)
);
alter table inspection.decision_given
    drop constraint decision_given_pkey,
    drop column department,
    drop column kind,
    alter column mark set not null,
    add constraint decision_given_pkey primary key (division, mark, year, number);

drop table inspection.decision_number;
-- The last number given of a mark and year. A decision that fails gives its number back.
create table inspection.decision_number (
    division text collate "C" not null,
    mark text collate "C" not null,
    year integer not null,
    last integer not null,
    constraint decision_number_pkey primary key (division, mark, year)
);
insert into inspection.decision_number (division, mark, year, last)
select division, mark, year, max(number) from inspection.decision_given group by division, mark, year;
