-- Reviews of what complaints came to (复查), one at most of a complaint. What the reporter says against the outcome is sealed.
create table inspection.complaint_review (
    id uuid not null,
    complaint uuid not null,
    state text not null,
    division text collate "C" not null,
    department text not null,
    portal_department text not null,
    reviewed_outcome text not null,
    outcome text,
    reasons bytea not null,
    answer text not null,
    requested_on date not null,
    decided_on date,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint complaint_review_pkey primary key (id),
    constraint complaint_review_complaint_key unique (complaint),
    constraint complaint_review_complaint_fkey foreign key (complaint) references inspection.complaint (id),
    constraint complaint_review_state_check check (state in ('requested', 'confirmed', 'changed')),
    constraint complaint_review_outcome_check check (outcome in ('upheld', 'partly_upheld', 'not_upheld', 'unverifiable')),
    constraint complaint_review_decided_check check ((outcome is not null) = (state in ('confirmed', 'changed')))
);
create index complaint_review_county_index on inspection.complaint_review (division, id);
