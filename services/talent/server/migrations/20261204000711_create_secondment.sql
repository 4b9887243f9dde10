-- Secondments of young officials to social organisations (挂职). The name is sealed; of the identity number the keyed hash alone is kept.
create table talent.secondment (
    id uuid not null,
    division text collate "C" not null,
    department text collate "C" not null,
    official_name bytea not null,
    official_hash bytea not null,
    organization text collate "C" not null,
    organization_title text not null,
    post text not null,
    begin_on date not null,
    end_on date not null,
    status text not null default 'planned',
    rule text not null,
    ended_on date,
    grade text not null default '',
    reason text not null default '',
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint secondment_pkey primary key (id),
    constraint secondment_term_check check (end_on >= begin_on),
    constraint secondment_status_check check (status in ('planned', 'active', 'ended', 'cancelled')),
    constraint secondment_grade_check check (grade in ('', 'excellent', 'competent', 'adequate', 'inadequate')),
    constraint secondment_ended_check check (
        (status = 'ended') = (ended_on is not null) and (status = 'ended') = (grade <> '')
        and (status in ('ended', 'cancelled')) = (reason <> '')
    )
);
-- An official has one at a time (TA-09b), however many are planned at once.
create unique index secondment_official_key on talent.secondment (official_hash) where status in ('planned', 'active');
create index secondment_division_idx on talent.secondment (division, organization);

create function talent.refuse_other_secondment() returns trigger language plpgsql as $$
begin
    if (new.id, new.division, new.department, new.official_hash, new.organization, new.organization_title, new.post, new.begin_on,
            new.end_on, new.rule, new.created_by, new.created_at)
        is distinct from (old.id, old.division, old.department, old.official_hash, old.organization, old.organization_title, old.post,
            old.begin_on, old.end_on, old.rule, old.created_by, old.created_at)
        or old.status in ('ended', 'cancelled') and (new.status, new.ended_on, new.grade, new.reason, new.revision)
            is distinct from (old.status, old.ended_on, old.grade, old.reason, old.revision) then
        raise exception 'secondment % stays as it was planned, and as it ended', old.id;
    end if;
    return new;
end
$$;
create trigger secondment_fixed before update on talent.secondment
    for each row execute function talent.refuse_other_secondment();
create trigger secondment_kept before delete on talent.secondment for each row execute function talent.refuse_deletion();

create table talent.secondment_report (
    secondment uuid not null,
    year integer not null,
    quarter integer not null,
    text text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint secondment_report_pkey primary key (secondment, year, quarter),
    constraint secondment_report_secondment_fkey foreign key (secondment) references talent.secondment (id),
    constraint secondment_report_quarter_check check (quarter between 1 and 4)
);
create trigger secondment_report_kept before update or delete on talent.secondment_report
    for each row execute function talent.refuse_deletion();
