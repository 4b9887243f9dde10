-- Who is on which list, since when and until when. A decision to list adds a row; removal ends it, annulment withdraws it.
create table credit.listing (
    id uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    -- Key of the department that decided.
    department text not null,
    -- `abnormal` (活动异常名录) or `serious` (严重违法失信名单).
    list text not null,
    -- The first ground, `CR-03.1`.
    ground text not null,
    -- The version of the rule that was applied, `CR-03@1`.
    rule text not null,
    document_number text not null default '',
    listed_on date not null,
    -- From when its period is counted: a new ground restarts it (CR-05).
    period_from date not null,
    removed_on date,
    -- As if it had never been.
    withdrawn_on date,
    created_at timestamptz not null,
    constraint listing_pkey primary key (id),
    constraint listing_list_check check (list in ('abnormal', 'serious'))
);
-- An organisation is on a list once.
create unique index listing_standing_key on credit.listing (organization, list) where removed_on is null and withdrawn_on is null;
create index listing_organization_index on credit.listing (organization, listed_on);
