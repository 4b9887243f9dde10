-- Who this database is to its store of contents: the sweeper removes only from a store that bears this id.
create table archive.owner (
    singleton boolean not null default true,
    id uuid not null default gen_random_uuid(),
    created_at timestamptz not null default now(),
    constraint owner_pkey primary key (singleton),
    constraint owner_singleton_check check (singleton)
);
insert into archive.owner default values;
