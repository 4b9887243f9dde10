-- Electronic certificates of registration as they were issued. What one states is in its `jws`, which names the legal
-- representative as `registry.organization` does; nothing of it is ever rewritten, but for how the certificate ended.
create table registry.certificate (
    number text collate "C" not null,
    code text collate "C" not null,
    serial integer not null,
    kid text not null,
    jws text not null,
    issued_at timestamptz not null,
    valid_from date not null,
    expires_on date not null,
    term_rule text not null,
    term_rule_version integer not null,
    revision bigint not null,
    basis text not null,
    status text not null,
    ended_at timestamptz,
    ended_reason text,
    created_at timestamptz not null default now(),
    constraint certificate_pkey primary key (number),
    constraint certificate_serial_key unique (code, serial),
    constraint certificate_code_fkey foreign key (code) references registry.organization (code),
    constraint certificate_serial_check check (serial > 0),
    constraint certificate_expires_on_check check (expires_on > valid_from),
    constraint certificate_status_check check (status in ('valid', 'superseded', 'revoked')),
    constraint certificate_ended_reason_check check (ended_reason in ('reissued', 'changed', 'inactive')),
    constraint certificate_ended_check
        check ((status = 'valid') = (ended_at is null) and (status = 'valid') = (ended_reason is null))
);

-- An organisation has at most one certificate that was not ended.
create unique index certificate_valid_key on registry.certificate (code) where status = 'valid';
