-- Certificates and titles of people (职业资格、职称); the number sealed, and found by a keyed hash of kind and number.
create table talent.qualification (
    id uuid not null,
    person uuid not null,
    kind text not null,
    title text not null,
    number bytea not null,
    number_hash bytea not null,
    issuer text not null,
    issued_on date not null,
    -- The last day of the last registration.
    valid_until date,
    revoked_on date,
    revoke_reason text not null default '',
    division text not null,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint qualification_pkey primary key (id),
    constraint qualification_number_hash_key unique (number_hash, person),
    constraint qualification_person_fkey foreign key (person) references talent.person (id),
    constraint qualification_kind_check check (
        kind in ('assistant_social_worker', 'social_worker', 'senior_social_worker', 'occupational_certificate', 'professional_title')
    ),
    constraint qualification_title_check
        check ((title = '') = (kind in ('assistant_social_worker', 'social_worker', 'senior_social_worker'))),
    constraint qualification_revoked_check check ((revoked_on is null) = (revoke_reason = '') and revoked_on >= issued_on)
);
-- A certificate is one person's; what was recorded of the wrong one is revoked, and keeps nobody else's out.
create unique index qualification_standing_key on talent.qualification (number_hash) where revoked_on is null;
create index qualification_person_index on talent.qualification (person, id);
create index qualification_valid_until_index on talent.qualification (valid_until, id)
    where valid_until is not null and revoked_on is null;

-- Registrations of social workers' certificates (登记、再登记): only ever added.
create table talent.registration (
    qualification uuid not null,
    number integer not null,
    registered_on date not null,
    valid_from date not null,
    valid_until date not null,
    late_reason text not null,
    hours integer not null,
    hours_source text not null,
    -- The versions of the rules that it was decided under.
    rules text[] not null,
    division text not null,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint registration_pkey primary key (qualification, number),
    constraint registration_qualification_fkey foreign key (qualification) references talent.qualification (id),
    constraint registration_number_check check (number >= 1),
    constraint registration_validity_check check (valid_until >= valid_from and valid_from >= registered_on),
    constraint registration_hours_check check (hours >= 0 and (number = 1) = (hours_source = ''))
);

create function talent.refuse_change_of_registration() returns trigger language plpgsql as $$
begin
    raise exception 'registrations are only ever added';
end
$$;
create trigger registration_fixed before update or delete on talent.registration
    for each row execute function talent.refuse_change_of_registration();
