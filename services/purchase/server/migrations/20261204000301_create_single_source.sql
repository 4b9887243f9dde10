-- Public notices of purchases from a single source (单一来源公示), one that stands a project, and objections to them. What was published never
-- changes; records are kept (GP-08d). Of the specialists there are institution, title and opinion, never who they are.
create table purchase.single_source_notice (
    id uuid not null,
    project uuid not null,
    division text collate "C" not null,
    buyer_department text collate "C" not null,
    buyer_title text not null,
    title text not null,
    budget_fen bigint not null,
    reason text not null,
    supplier_code text collate "C" not null,
    supplier_title text not null,
    -- An opinion a place.
    opinion_institutions text[] not null,
    opinion_titles text[] not null,
    opinion_texts text[] not null,
    last_on date not null,
    answer_last_on date not null,
    status text not null default 'published',
    rules text[] not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    cleared_at timestamptz,
    end_reason text not null default '',
    -- Whoever took the last step after the publication.
    stepped_by text,
    stepped_officer text,
    revision bigint not null default 1,
    constraint single_source_notice_pkey primary key (id),
    constraint single_source_notice_project_fkey foreign key (project) references purchase.project (id),
    constraint single_source_notice_opinions_check check (
        cardinality(opinion_institutions) between 1 and 20 and cardinality(opinion_institutions) = cardinality(opinion_titles)
        and cardinality(opinion_institutions) = cardinality(opinion_texts)
    ),
    constraint single_source_notice_days_check check (last_on <= answer_last_on),
    constraint single_source_notice_reason_check check (reason <> ''),
    constraint single_source_notice_status_check check (status in ('published', 'cleared', 'failed', 'withdrawn')),
    constraint single_source_notice_cleared_check check (
        (status <> 'cleared' or cleared_at is not null) and (status not in ('published', 'failed') or cleared_at is null)
    ),
    constraint single_source_notice_ended_check check ((status in ('failed', 'withdrawn')) = (end_reason <> '')),
    constraint single_source_notice_stepped_check check ((status = 'published') = (stepped_by is null))
);
-- One that stands a project.
create unique index single_source_notice_standing_key on purchase.single_source_notice (project)
    where status in ('published', 'cleared');
create index single_source_notice_project_idx on purchase.single_source_notice (project);
create index single_source_notice_division_idx on purchase.single_source_notice (division);

create function purchase.refuse_other_single_source() returns trigger language plpgsql as $$
begin
    if (new.id, new.project, new.division, new.buyer_department, new.buyer_title, new.title, new.budget_fen, new.reason, new.supplier_code,
            new.supplier_title, new.opinion_institutions, new.opinion_titles, new.opinion_texts, new.last_on, new.answer_last_on, new.rules,
            new.created_by, new.created_officer, new.created_at)
        is distinct from (old.id, old.project, old.division, old.buyer_department, old.buyer_title, old.title, old.budget_fen, old.reason,
            old.supplier_code, old.supplier_title, old.opinion_institutions, old.opinion_titles, old.opinion_texts, old.last_on,
            old.answer_last_on, old.rules, old.created_by, old.created_officer, old.created_at) then
        raise exception 'what notice % says is published', old.id;
    end if;
    if (old.status, new.status) not in (('published', 'cleared'), ('published', 'failed'), ('published', 'withdrawn'), ('cleared', 'withdrawn'))
        or old.cleared_at is not null and new.cleared_at is distinct from old.cleared_at then
        raise exception 'notice % does not go from % to %', old.id, old.status, new.status;
    end if;
    return new;
end
$$;
create trigger single_source_notice_fixed before update on purchase.single_source_notice
    for each row execute function purchase.refuse_other_single_source();
create trigger single_source_notice_kept before delete on purchase.single_source_notice
    for each row execute function purchase.refuse_deletion();

-- One a body and system: what another system files in a body's name neither hinders nor tells.
create table purchase.single_source_objection (
    id uuid not null,
    notice uuid not null,
    objector_code text collate "C" not null,
    ground text not null,
    created_by text not null,
    created_at timestamptz not null,
    outcome text not null default '',
    answer text not null default '',
    decided_by text,
    decided_officer text,
    decided_at timestamptz,
    constraint single_source_objection_pkey primary key (id),
    constraint single_source_objection_notice_fkey foreign key (notice) references purchase.single_source_notice (id),
    constraint single_source_objection_objector_key unique (notice, objector_code, created_by),
    constraint single_source_objection_outcome_check check (outcome in ('', 'dismissed', 'upheld')),
    constraint single_source_objection_decided_check check (
        (outcome = '') = (decided_at is null) and (outcome = '') = (answer = '') and (outcome = '') = (decided_by is null)
    )
);

create function purchase.refuse_other_single_source_objection() returns trigger language plpgsql as $$
begin
    if (new.id, new.notice, new.objector_code, new.ground, new.created_by, new.created_at)
        is distinct from (old.id, old.notice, old.objector_code, old.ground, old.created_by, old.created_at)
        or old.decided_at is not null then
        raise exception 'objection % stays as it is', old.id;
    end if;
    return new;
end
$$;
create trigger single_source_objection_fixed before update on purchase.single_source_objection
    for each row execute function purchase.refuse_other_single_source_objection();
create trigger single_source_objection_kept before delete on purchase.single_source_objection
    for each row execute function purchase.refuse_deletion();
