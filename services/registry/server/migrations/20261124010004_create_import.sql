-- How far each import has come, so that it goes on where it broke off.
create table registry.import (
    actor text not null,
    key text not null,
    next_row bigint not null default 1,
    created_rows bigint not null default 0,
    changed_rows bigint not null default 0,
    unchanged_rows bigint not null default 0,
    refused_rows bigint not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint import_pkey primary key (actor, key),
    constraint import_next_row_check check (next_row >= 1)
);
