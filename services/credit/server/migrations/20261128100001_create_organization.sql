create schema if not exists credit;
-- Organisations as the register's facts tell them: what every answer of credit needs to know of one.
create table credit.organization (
    code text collate "C" not null,
    title text not null,
    kind text not null,
    status text not null,
    -- The day from which the status holds.
    status_from date not null,
    division text collate "C" not null,
    supervising_unit text not null default '',
    -- The day from which the register knows it.
    registered_on date not null,
    constraint organization_pkey primary key (code)
);
