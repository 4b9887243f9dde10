-- Campaigns of the annual inspection (年度检查工作): one of an authority for each kind and year, whatever runs side by side.
create table inspection.report_campaign (
    id uuid not null,
    year integer not null,
    kind text not null,
    division text collate "C" not null,
    include_below boolean not null,
    department text collate "C" not null,
    registered_by date not null,
    supervising_due date not null,
    authority_due date not null,
    rules text[] not null,
    form text not null,
    actor text not null,
    created_at timestamptz not null,
    constraint report_campaign_pkey primary key (id),
    constraint report_campaign_year_key unique (division, kind, year),
    constraint report_campaign_kind_check check (kind in ('social-group', 'private-non-enterprise', 'foundation'))
);
