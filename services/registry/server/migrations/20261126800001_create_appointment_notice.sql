-- People who are to hold a post and stand before the public first. What is stated of the person lies sealed in `appointment`;
-- `account_hash` is the keyed hash of a public official's account, for recusal. The id is that of the case.
create table registry.appointment_notice (
    id uuid not null,
    state text not null,
    revision bigint not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    role text not null,
    legal_representative boolean not null,
    term_number integer not null,
    starts_on date not null,
    ends_on date not null,
    basis text not null,
    appointment bytea not null,
    account_hash bytea,
    applicant_department text collate "C" not null,
    publicity text not null default '',
    post uuid,
    reasons text not null default '',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint appointment_notice_pkey primary key (id),
    constraint appointment_notice_state_check
        check (state in ('proposed', 'public-notice', 'appointed', 'rejected', 'withdrawn')),
    constraint appointment_notice_role_check
        check (role in ('president', 'vice_president', 'secretary_general', 'council_member', 'supervisor')),
    constraint appointment_notice_term_check check (term_number >= 1 and ends_on > starts_on),
    constraint appointment_notice_post_check check ((state = 'appointed') = (post is not null))
);
create index appointment_notice_organization_index on registry.appointment_notice (organization, id);
