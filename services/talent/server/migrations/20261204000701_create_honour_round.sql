-- Rounds in which brand organisations, brand projects and leading figures are chosen (评选). What was declared never changes once a round is
-- open.
create table talent.honour_round (
    id uuid not null,
    kind text not null,
    division text collate "C" not null,
    department text collate "C" not null,
    title text not null,
    year integer not null,
    criteria text not null,
    places integer not null,
    nomination_deadline timestamptz not null,
    validity_years integer not null,
    status text not null default 'draft',
    opened_at timestamptz,
    proposed_by text,
    proposed_officer text,
    notice_last_on date,
    -- The version of the rule that the publicity goes by.
    rule text not null default '',
    document_number text not null default '',
    end_reason text not null default '',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint honour_round_pkey primary key (id),
    constraint honour_round_kind_check check (kind in ('brand_organization', 'brand_project', 'leading_figure')),
    constraint honour_round_year_check check (year between 2000 and 2100),
    constraint honour_round_places_check check (places between 1 and 500),
    constraint honour_round_validity_check check (validity_years between 1 and 5),
    constraint honour_round_status_check check (status in ('draft', 'open', 'publicised', 'decided', 'cancelled')),
    constraint honour_round_opened_check check (status in ('draft', 'cancelled') or opened_at is not null),
    constraint honour_round_proposed_check check (
        (notice_last_on is null) = (proposed_by is null) and (notice_last_on is null) = (rule = '')
        and (status not in ('publicised', 'decided') or notice_last_on is not null)
    ),
    constraint honour_round_decided_check check ((status = 'decided') = (document_number <> '')),
    constraint honour_round_ended_check check ((status = 'cancelled') = (end_reason <> ''))
);
create index honour_round_department_idx on talent.honour_round (division, department);

create function talent.refuse_other_honour_round() returns trigger language plpgsql as $$
begin
    if (new.id, new.kind, new.division, new.department, new.created_at)
        is distinct from (old.id, old.kind, old.division, old.department, old.created_at) then
        raise exception 'honour round % is and stays of its department', old.id;
    end if;
    if old.status <> 'draft' and (new.title, new.year, new.criteria, new.places, new.nomination_deadline, new.validity_years,
            new.opened_at)
        is distinct from (old.title, old.year, old.criteria, old.places, old.nomination_deadline, old.validity_years,
            old.opened_at) then
        raise exception 'what honour round % declares is published', old.id;
    end if;
    if old.status in ('decided', 'cancelled') then
        raise exception 'honour round % is over', old.id;
    end if;
    return new;
end
$$;
create trigger honour_round_fixed before update on talent.honour_round
    for each row execute function talent.refuse_other_honour_round();
create trigger honour_round_kept before delete on talent.honour_round for each row execute function talent.refuse_deletion();

create table talent.honour_event (
    round uuid not null,
    number integer not null,
    kind text not null,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    note text not null,
    constraint honour_event_pkey primary key (round, number),
    constraint honour_event_round_fkey foreign key (round) references talent.honour_round (id)
);
create trigger honour_event_kept before update or delete on talent.honour_event
    for each row execute function talent.refuse_deletion();
