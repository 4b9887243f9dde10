-- Every release of open data reads the tenders of its project.
create index tender_project_idx on purchase.tender (project);
