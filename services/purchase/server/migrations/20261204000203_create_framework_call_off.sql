-- What was called off (成交): each awards a project to an entrant. The award itself stands in `purchase.project`.
create table purchase.framework_call_off (
    framework uuid not null,
    -- From 1, without gaps: the framework's row is locked by whoever calls off.
    number integer not null,
    project uuid not null,
    division text collate "C" not null,
    buyer_department text collate "C" not null,
    code text collate "C" not null,
    quantity bigint not null,
    unit_fen bigint not null,
    amount_fen bigint not null,
    award_on date not null,
    award_number text not null,
    -- Those whose turn it was before and who were passed over: codes, why, and of each that could not be hired the conditions that were
    -- not met.
    passed_codes text[] not null,
    passed_reasons text[] not null,
    passed_conditions text[] not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint framework_call_off_pkey primary key (framework, number),
    constraint framework_call_off_project_key unique (project),
    constraint framework_call_off_entrant_fkey foreign key (framework, code) references purchase.framework_entrant (framework, code),
    constraint framework_call_off_project_fkey foreign key (project) references purchase.project (id),
    constraint framework_call_off_quantity_check check (quantity between 1 and 1000000),
    constraint framework_call_off_amount_check check (amount_fen >= 1 and amount_fen <= unit_fen::numeric * quantity),
    constraint framework_call_off_passed_check check (
        passed_reasons <@ array['removed', 'refused'] and cardinality(passed_codes) = cardinality(passed_reasons)
        and cardinality(passed_codes) = cardinality(passed_conditions)
    )
);
create trigger framework_call_off_kept before update or delete on purchase.framework_call_off
    for each row execute function purchase.refuse_deletion();
