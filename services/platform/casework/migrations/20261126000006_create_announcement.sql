-- What an authority made known to everybody.
create table casework.announcement (
    id uuid not null,
    case_id uuid not null,
    kind text not null,
    organization text collate "C" not null,
    title text not null,
    body text not null,
    division text collate "C" not null,
    department text not null,
    published_on date not null,
    rule text not null,
    rule_version integer not null,
    created_at timestamptz not null,
    constraint announcement_pkey primary key (id),
    constraint announcement_case_fkey foreign key (case_id) references casework.case (id)
);
create index announcement_published_index on casework.announcement (published_on, id);
create index announcement_organization_index on casework.announcement (organization, id) where organization <> '';
-- What was made known stays as it was.
create trigger announcement_is_append_only before update or delete on casework.announcement
    for each row execute function uow.refuse_rewriting();
