-- Consultations: drafts that departments put to social organisations, and who is asked.
create table talent.consultation (
    id uuid not null,
    division text collate "C" not null,
    department text not null,
    kind text not null,
    title text not null,
    -- The draft, or the number and the address of the document that holds it.
    body text not null default '',
    document_number text not null default '',
    document_uri text not null default '',
    question_keys text[] not null default '{}',
    question_texts text[] not null default '{}',
    -- Who is asked: a population (none where the division is empty), and organisations by their codes.
    population_division text collate "C" not null default '',
    kinds text[] not null default '{}',
    words text[] not null default '{}',
    named text[] not null default '{}',
    last_on date not null,
    status text not null default 'draft',
    rules text[] not null default '{}',
    asked_count integer not null default 0,
    opened_at timestamptz,
    summary text not null default '',
    issued_number text not null default '',
    end_reason text not null default '',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint consultation_pkey primary key (id),
    constraint consultation_kind_check check (kind in ('regulation', 'policy', 'plan')),
    constraint consultation_body_check check (
        (document_number = '') = (document_uri = '') and (body <> '' or document_uri <> '')
    ),
    constraint consultation_questions_check check (
        cardinality(question_keys) between 0 and 20 and cardinality(question_keys) = cardinality(question_texts)
    ),
    constraint consultation_selection_check check (
        (population_division <> '' or cardinality(named) > 0) and cardinality(named) <= 500
        and (population_division <> '' or cardinality(kinds) + cardinality(words) = 0)
    ),
    constraint consultation_status_check check (status in ('draft', 'open', 'concluded', 'withdrawn')),
    constraint consultation_opened_check check (
        (status <> 'draft' or opened_at is null) and (status in ('draft', 'withdrawn') or opened_at is not null)
    ),
    constraint consultation_asked_check check (
        asked_count between 0 and 20000 and (asked_count > 0) = (opened_at is not null)
    ),
    constraint consultation_concluded_check check (
        (status = 'concluded') = (summary <> '') and (issued_number = '' or status = 'concluded')
    ),
    constraint consultation_withdrawn_check check ((status = 'withdrawn') = (end_reason <> ''))
);
create index consultation_department_idx on talent.consultation (division, department);

create function talent.refuse_other_consultation() returns trigger language plpgsql as $$
begin
    if (new.id, new.division, new.department, new.created_at)
        is distinct from (old.id, old.division, old.department, old.created_at) then
        raise exception 'consultation % is and stays of its department', old.id;
    end if;
    if old.status <> 'draft' and (new.kind, new.title, new.body, new.document_number, new.document_uri, new.question_keys,
            new.question_texts, new.population_division, new.kinds, new.words, new.named, new.last_on, new.rules, new.asked_count,
            new.opened_at)
        is distinct from (old.kind, old.title, old.body, old.document_number, old.document_uri, old.question_keys,
            old.question_texts, old.population_division, old.kinds, old.words, old.named, old.last_on, old.rules, old.asked_count,
            old.opened_at) then
        raise exception 'what consultation % asks is open', old.id;
    end if;
    if old.status in ('concluded', 'withdrawn') then
        raise exception 'consultation % is over', old.id;
    end if;
    return new;
end
$$;
create trigger consultation_fixed before update on talent.consultation
    for each row execute function talent.refuse_other_consultation();
create trigger consultation_kept before delete on talent.consultation
    for each row execute function talent.refuse_deletion();

-- Who is asked, as the register showed them at the opening.
create table talent.consultation_asked (
    consultation uuid not null,
    organization text collate "C" not null,
    title text not null,
    constraint consultation_asked_pkey primary key (consultation, organization),
    constraint consultation_asked_consultation_fkey foreign key (consultation) references talent.consultation (id)
);
create index consultation_asked_organization_idx on talent.consultation_asked (organization, consultation);
create trigger consultation_asked_kept before update or delete on talent.consultation_asked
    for each row execute function talent.refuse_deletion();

create table talent.consultation_event (
    consultation uuid not null,
    number integer not null,
    kind text not null,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    note text not null,
    constraint consultation_event_pkey primary key (consultation, number),
    constraint consultation_event_consultation_fkey foreign key (consultation) references talent.consultation (id)
);
create trigger consultation_event_kept before update or delete on talent.consultation_event
    for each row execute function talent.refuse_deletion();
