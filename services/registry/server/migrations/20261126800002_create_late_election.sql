-- Elections that are to be later than the term of leaders ends. The id is that of the case.
create table registry.late_election (
    id uuid not null,
    state text not null,
    revision bigint not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    term_number integer not null,
    ends_on date not null,
    days integer not null,
    reasons text not null,
    supervising_department text collate "C" not null,
    applicant_department text collate "C" not null,
    approved_days integer not null default 0,
    late_until date,
    number text not null default '',
    decision_reasons text not null default '',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint late_election_pkey primary key (id),
    constraint late_election_state_check check (state in ('reviewing', 'approved', 'refused', 'withdrawn')),
    constraint late_election_days_check check (days >= 1 and approved_days between 0 and days),
    constraint late_election_approved_check check ((state = 'approved') = (late_until is not null))
);
-- One for a term, under way or approved, whatever runs side by side.
create unique index late_election_term_key on registry.late_election (organization, ends_on)
    where state in ('reviewing', 'approved');
