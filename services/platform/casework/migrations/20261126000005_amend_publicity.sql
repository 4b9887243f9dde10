-- Who put something before the public, whether its last day may still move, and when its case ended before that day.
alter table casework.publicity
    add column department text not null default '',
    add column provisional boolean not null default false,
    add column basis text not null default '',
    add column withdrawn_on date;
create index publicity_closes_index on casework.publicity (closes_on, id);
-- Who answered, and by when it had to be.
alter table casework.objection
    add column rule text not null default '',
    add column rule_version integer not null default 0,
    add column answering_department text not null default '',
    add constraint objection_answered_check check ((state = 'open') = (answered_at is null));
drop index casework.objection_publicity_index;
create index objection_publicity_index on casework.objection (publicity_id, id);
