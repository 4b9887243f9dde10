-- What every write leaves behind: the claim on its key, one audit row with the reply, and the facts on their way out.
create schema if not exists uow;

create table uow.idempotency (
    actor text not null,
    method text not null,
    key text not null,
    request_hash bytea not null,
    call_id uuid not null,
    created_at timestamptz not null,
    constraint idempotency_pkey primary key (actor, method, key)
);

create table uow.audit (
    call_id uuid not null,
    kind text not null,
    actor text not null,
    department text not null,
    division text not null,
    officer text,
    method text not null,
    request_hash bytea not null,
    purpose text,
    trace_id bytea,
    reply bytea,
    created_at timestamptz not null,
    constraint audit_pkey primary key (call_id),
    constraint audit_kind_check check (kind in ('write', 'sensitive_read'))
);

create table uow.refusal (
    id bigint generated always as identity,
    actor text not null,
    department text not null,
    method text not null,
    reason text not null,
    created_at timestamptz not null,
    constraint refusal_pkey primary key (id)
);

-- Columns id, aggregatetype, aggregateid, type and payload are those of Debezium's outbox event router.
create table uow.outbox (
    seq bigint generated always as identity,
    id uuid not null,
    call_id uuid not null,
    source text not null,
    aggregatetype text not null,
    aggregateid text not null,
    type text not null,
    payload bytea not null,
    division text not null,
    created_at timestamptz not null,
    constraint outbox_pkey primary key (seq)
);
create index outbox_call_id_index on uow.outbox (call_id);
