create schema if not exists talent;

create function talent.refuse_deletion() returns trigger language plpgsql as $$
begin
    raise exception '% keeps its rows', tg_table_name;
end
$$;

-- People who work or worked for organisations (从业人员), sealed: the server's keys open a value only in its own column and row. Found by
-- `id_hash`, a keyed hash of the identity document: one row for each document, however many organisations.
create table talent.person (
    id uuid not null,
    id_kind text not null,
    id_hash bytea not null,
    name bytea not null,
    id_number bytea not null,
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint person_pkey primary key (id),
    constraint person_id_hash_key unique (id_hash),
    constraint person_id_kind_check
        check (id_kind in ('resident_id', 'passport', 'hong_kong_macao_permit', 'taiwan_permit'))
);
