-- A reserved name is kept beyond its last day for an application that was handed in before it (NAME-04).
alter table registry.name_reservation add column application uuid;
create unique index name_reservation_application_key on registry.name_reservation (application) where application is not null;
