-- What must be served of what was done with cases, and how it was. A notice is delivered once that was recorded, or once
-- `deemed_on` has passed.
create table casework.notice (
    id uuid not null,
    case_id uuid not null,
    step bigint not null,
    action text not null,
    title text not null,
    division text collate "C" not null,
    issuer text not null,
    recipient text not null,
    issued_on date not null,
    method text not null default '',
    served_on date,
    deemed_on date,
    provisional boolean not null default false,
    basis text not null default '',
    rule text not null default '',
    rule_version integer not null default 0,
    delivered_on date,
    proof text not null default '',
    proof_sha256 text not null default '',
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint notice_pkey primary key (id),
    constraint notice_step_fkey foreign key (case_id, step) references casework.step (case_id, number),
    constraint notice_recipient_key unique (case_id, step, recipient),
    constraint notice_method_check check (method in ('', 'direct', 'mail', 'electronic', 'left', 'announcement')),
    constraint notice_served_check check ((method = '') = (served_on is null) and served_on >= issued_on),
    constraint notice_delivered_check check (delivered_on >= served_on),
    constraint notice_proof_check check ((proof = '') = (proof_sha256 = ''))
);
create index notice_division_index on casework.notice (division, id);
create index notice_open_index on casework.notice (deemed_on, id) where delivered_on is null;
