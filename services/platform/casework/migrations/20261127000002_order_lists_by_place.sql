-- Lists of a place, newest first, have an index in their order: without one a county with few rows made a list read the whole
-- table. Cases are listed open, unless all are asked for; notices of a county have theirs already.
create index case_county_index on casework.case (division, id);
create index case_city_index on casework.case (left(division, 4), id);
create index case_open_county_index on casework.case (division, id) where not ended;
create index case_open_city_index on casework.case (left(division, 4), id) where not ended;
create index publicity_county_index on casework.publicity (division, id);
create index publicity_city_index on casework.publicity (left(division, 4), id);
create index announcement_county_index on casework.announcement (division, id);
create index announcement_city_index on casework.announcement (left(division, 4), id);
create index notice_city_index on casework.notice (left(division, 4), id);
