-- Reports that were issued: enough to tell whether one is as it was issued, and nothing of what it says.
create table credit.issued_report (
    code text collate "C" not null,
    -- SHA-256 of the report without its code.
    digest bytea not null,
    organization text collate "C" not null,
    view text not null,
    cursor text not null,
    issued_at timestamptz not null,
    issued_by text not null,
    constraint issued_report_pkey primary key (code)
);
