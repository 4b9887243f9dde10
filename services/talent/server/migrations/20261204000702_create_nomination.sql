-- Who or what is nominated (推荐申报). Name and post of a person are sealed, each for its row.
create table talent.nomination (
    id uuid not null,
    round uuid not null,
    organization text collate "C" not null,
    organization_title text not null,
    project_title text not null default '',
    person_name bytea,
    person_post bytea,
    -- Keyed hash of organisation and project or person: the same is nominated once by a system, and proposed once, in a round.
    subject_hash bytea not null,
    statement text not null,
    status text not null default 'filed',
    rank integer,
    reason text not null default '',
    eligibility text not null default '',
    eligibility_conditions text[] not null default '{}',
    eligibility_cursor text not null default '',
    eligibility_at timestamptz,
    end_reason text not null default '',
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint nomination_pkey primary key (id),
    constraint nomination_round_fkey foreign key (round) references talent.honour_round (id),
    constraint nomination_person_check check ((person_name is null) = (person_post is null)),
    constraint nomination_subject_check check (person_name is null or project_title = ''),
    constraint nomination_status_check check (
        status in ('filed', 'withdrawn', 'proposed', 'struck', 'honoured', 'unsuccessful')
    ),
    constraint nomination_rank_check check (rank >= 1 and (rank is null) = (reason = '')),
    constraint nomination_proposed_check check (status not in ('proposed', 'struck', 'honoured') or rank is not null),
    constraint nomination_eligibility_check check (
        eligibility in ('', 'allowed', 'not_known', 'refused', 'no_record') and (eligibility = '') = (eligibility_at is null)
    ),
    constraint nomination_honoured_check check (status <> 'honoured' or eligibility in ('allowed', 'not_known')),
    constraint nomination_ended_check check ((status in ('withdrawn', 'struck')) = (end_reason <> ''))
);
-- Not once by all systems: whoever nominates first would learn of others, and could keep them out by a nomination that is withdrawn too late.
create unique index nomination_subject_key on talent.nomination (round, subject_hash, created_by) where status <> 'withdrawn';
create unique index nomination_proposed_key on talent.nomination (round, subject_hash) where rank is not null;
create unique index nomination_rank_key on talent.nomination (round, rank);

create function talent.refuse_other_nomination() returns trigger language plpgsql as $$
begin
    if (new.id, new.round, new.organization, new.project_title, new.subject_hash, new.statement, new.department, new.created_by,
            new.created_at)
        is distinct from (old.id, old.round, old.organization, old.project_title, old.subject_hash, old.statement, old.department,
            old.created_by, old.created_at)
        or old.rank is not null and (new.rank, new.reason) is distinct from (old.rank, old.reason)
        or old.status not in ('filed', 'proposed') and (new.status, new.end_reason, new.revision)
            is distinct from (old.status, old.end_reason, old.revision) then
        raise exception 'nomination % stays as it was filed, and as it ended', old.id;
    end if;
    return new;
end
$$;
create trigger nomination_fixed before update on talent.nomination
    for each row execute function talent.refuse_other_nomination();
create trigger nomination_kept before delete on talent.nomination for each row execute function talent.refuse_deletion();

-- Objections to whoever is before the public (异议). A system files as many as it is asked to: it acts for many.
create table talent.honour_objection (
    round uuid not null,
    number integer not null,
    nomination uuid not null,
    ground text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    outcome text not null default '',
    answer text not null default '',
    decided_by text,
    decided_officer text,
    decided_at timestamptz,
    constraint honour_objection_pkey primary key (round, number),
    constraint honour_objection_round_fkey foreign key (round) references talent.honour_round (id),
    constraint honour_objection_nomination_fkey foreign key (nomination) references talent.nomination (id),
    constraint honour_objection_outcome_check check (outcome in ('', 'dismissed', 'upheld')),
    constraint honour_objection_decided_check check (
        (outcome = '') = (decided_at is null) and (outcome = '') = (answer = '') and (outcome = '') = (decided_by is null)
    )
);

create function talent.refuse_other_honour_objection() returns trigger language plpgsql as $$
begin
    if (new.round, new.number, new.nomination, new.ground, new.created_by, new.created_at)
        is distinct from (old.round, old.number, old.nomination, old.ground, old.created_by, old.created_at)
        or old.decided_at is not null then
        raise exception 'objection % of honour round % stays as it was filed and decided', old.number, old.round;
    end if;
    return new;
end
$$;
create trigger honour_objection_fixed before update on talent.honour_objection
    for each row execute function talent.refuse_other_honour_objection();
create trigger honour_objection_kept before delete on talent.honour_objection
    for each row execute function talent.refuse_deletion();
