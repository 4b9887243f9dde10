-- What no statement about complaints rests on.
drop index inspection.complaint_city_index;
drop index inspection.complaint_subject_title_index;
drop index inspection.complaint_review_county_index;
alter table inspection.complaint_review drop column portal_department;
