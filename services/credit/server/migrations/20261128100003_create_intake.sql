-- How far credit has read in a feed; moved in the transaction of what the facts led to.
create table credit.intake (
    feed uuid not null,
    position bigint not null,
    -- When the last fact that had an effect was recorded by its service.
    fact_at timestamptz,
    fact_count bigint not null default 0,
    updated_at timestamptz not null,
    constraint intake_pkey primary key (feed)
);
