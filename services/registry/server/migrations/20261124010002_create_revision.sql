-- Everything ever recorded: what is stated, from when it holds (valid_from), when it was learnt (recorded_at).
-- No foreign key: one statement list writes both tables, and the check would cost an import twice the row itself.
create table registry.revision (
    code text collate "C" not null,
    revision bigint not null,
    valid_from date not null,
    recorded_at timestamptz not null,
    department text not null,
    actor text not null,
    basis text not null,
    particulars jsonb not null,
    constraint revision_pkey primary key (code, revision)
);
