-- That records amount to a ground of a list, and what became of it. Its case, once somebody acts on it, has the same id.
create table credit.listing_draft (
    id uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    list text not null,
    -- `CR-03.1`.
    ground text not null,
    -- The version of the rule, `CR-03a@1`.
    rule text not null,
    -- What triggered it: a record, or a listing for two years on the abnormal list.
    cause text not null,
    since_on date not null,
    -- Every record that it rests on.
    records uuid[] not null,
    penal boolean not null,
    -- The state of the procedure; `drafted` while there is no case.
    state text not null,
    -- Key of the department that took it up; empty while nobody has.
    department text not null default '',
    notice text not null default '',
    method text not null default '',
    served_on date,
    answer_until date,
    statement text not null default '',
    proof uuid,
    reasons text not null default '',
    listing uuid,
    ended_on date,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint listing_draft_pkey primary key (id),
    -- One for each ground and what triggered it.
    constraint listing_draft_cause_key unique (organization, list, ground, cause, since_on),
    constraint listing_draft_list_check check (list in ('abnormal', 'serious')),
    constraint listing_draft_method_check check (method in ('', 'delivered', 'announced')),
    constraint listing_draft_state_check check (
        state in ('drafted', 'noticed', 'served', 'defended', 'unopposed', 'listed', 'exempted', 'dismissed', 'lapsed')
    )
);
create index listing_draft_division_index on credit.listing_draft (division, id);
create index listing_draft_served_index on credit.listing_draft (answer_until) where state = 'served';
