-- Honours (荣誉), one a nomination at most. Name and post of a person are sealed for their row here: they are told to everybody while the
-- honour stands, and lie in no table as they are.
create table talent.honour (
    id uuid not null,
    round uuid not null,
    nomination uuid not null,
    kind text not null,
    division text collate "C" not null,
    department text collate "C" not null,
    organization text collate "C" not null,
    organization_title text not null,
    project_title text not null default '',
    person_name bytea,
    person_post bytea,
    document_number text not null,
    conferred_on date not null,
    -- The last day.
    valid_until date not null,
    withdrawn_on date,
    withdraw_reason text not null default '',
    withdraw_document_number text not null default '',
    withdrawn_by text,
    withdrawn_officer text,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint honour_pkey primary key (id),
    constraint honour_nomination_key unique (nomination),
    constraint honour_round_fkey foreign key (round) references talent.honour_round (id),
    constraint honour_nomination_fkey foreign key (nomination) references talent.nomination (id),
    constraint honour_kind_check check (
        (kind = 'brand_project') = (project_title <> '') and (kind = 'leading_figure') = (person_name is not null)
        and (kind = 'leading_figure') = (person_post is not null) and kind in ('brand_organization', 'brand_project', 'leading_figure')
    ),
    constraint honour_valid_check check (valid_until > conferred_on),
    constraint honour_withdrawn_check check (
        (withdrawn_on is null) = (withdraw_reason = '') and (withdrawn_on is null) = (withdraw_document_number = '')
        and (withdrawn_on is null) = (withdrawn_by is null) and withdrawn_on >= conferred_on
    )
);
create index honour_organization_idx on talent.honour (organization);
create index honour_division_idx on talent.honour (division, kind);

create function talent.refuse_other_honour() returns trigger language plpgsql as $$
begin
    if (new.id, new.round, new.nomination, new.kind, new.division, new.department, new.organization, new.organization_title,
            new.project_title, new.document_number, new.conferred_on, new.valid_until, new.created_by, new.created_at)
        is distinct from (old.id, old.round, old.nomination, old.kind, old.division, old.department, old.organization,
            old.organization_title, old.project_title, old.document_number, old.conferred_on, old.valid_until, old.created_by,
            old.created_at)
        or old.withdrawn_on is not null and new.withdrawn_on is distinct from old.withdrawn_on then
        raise exception 'honour % stays as it was conferred', old.id;
    end if;
    return new;
end
$$;
create trigger honour_fixed before update on talent.honour for each row execute function talent.refuse_other_honour();
create trigger honour_kept before delete on talent.honour for each row execute function talent.refuse_deletion();
