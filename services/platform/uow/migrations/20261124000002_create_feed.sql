-- The feed: committed facts with a dense position, given by the sequencer, the only writer here.
create table uow.event (
    position bigint not null,
    id uuid not null,
    call_id uuid not null,
    source text not null,
    aggregatetype text not null,
    aggregateid text not null,
    type text not null,
    payload bytea not null,
    division text not null,
    created_at timestamptz not null,
    constraint event_pkey primary key (position)
);

-- One row: which feed this is (a restored copy that diverges gets another id), and the last position given.
create table uow.feed (
    singleton boolean not null default true,
    id uuid not null default gen_random_uuid(),
    position bigint not null default 0,
    earliest bigint not null default 0,
    constraint feed_pkey primary key (singleton),
    constraint feed_singleton_check check (singleton)
);
insert into uow.feed default values;
