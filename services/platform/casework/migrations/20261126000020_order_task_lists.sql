-- Every way in which tasks are listed has an index in the order of the list: by place alone, by procedure, and of those that
-- ended too. Without one, a place with few tasks or a range of days made a list read and sort most of the table.
create index task_city_due_index on casework.task (left(division, 4), sort_on, id) where state = 'open';
create index task_county_due_index on casework.task (division, sort_on, id) where state = 'open';
create index task_procedure_index on casework.task (procedure, department, sort_on, id) where state = 'open';
drop index casework.task_ended_index;
create index task_ended_index on casework.task (department, sort_on, id) where state <> 'open';
create index task_ended_city_index on casework.task (left(division, 4), sort_on, id) where state <> 'open';
create index task_ended_county_index on casework.task (division, sort_on, id) where state <> 'open';
-- What PostgreSQL knows of the first digits of divisions; without it a city is taken for one task in two hundred.
create statistics casework.task_city_statistics on (left(division, 4)) from casework.task;
