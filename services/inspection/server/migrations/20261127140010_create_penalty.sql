-- Cases of administrative penalty (行政处罚案件). What was entered of each is in `penalty_entry`; here is what lists ask for.
create table inspection.penalty (
    id uuid not null,
    state text not null,
    organization text collate "C" not null,
    organization_title text not null,
    matter text not null,
    act_started_on date,
    act_ended_on date not null,
    grave boolean not null,
    discovered_on date not null,
    provisions text[] not null,
    cause text not null,
    cause_resource text not null,
    department text collate "C" not null,
    division text collate "C" not null,
    limited_on date not null,
    limitation_rule text not null,
    decided_on date,
    annulment uuid,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint penalty_pkey primary key (id),
    constraint penalty_act_check check (act_started_on <= act_ended_on),
    constraint penalty_limited_check check (discovered_on <= limited_on),
    constraint penalty_cause_check
        check (cause in ('', 'check', 'complaint', 'report', 'transfer', 'superior', 'other'))
);

create index penalty_division_index on inspection.penalty (division, id desc);
create index penalty_organization_index on inspection.penalty (organization, id desc);

-- What was entered in the dossier of a penalty, in order; nothing is ever rewritten.
create table inspection.penalty_entry (
    penalty uuid not null,
    number integer not null,
    entry jsonb not null,
    actor text not null,
    created_at timestamptz not null,
    constraint penalty_entry_pkey primary key (penalty, number),
    constraint penalty_entry_penalty_fkey foreign key (penalty) references inspection.penalty (id)
);
create trigger penalty_entry_is_append_only before update or delete on inspection.penalty_entry
    for each row execute function uow.refuse_rewriting();
-- A penalty is decided, delivered, published, executed and annulled once, whatever the code does.
create unique index penalty_entry_once_key on inspection.penalty_entry (penalty, (entry ->> 'kind'))
    where entry ->> 'kind' in ('decided', 'delivered', 'published', 'closed', 'executed', 'annulled', 'withdrawn');

create table inspection.penalty_payment (
    penalty uuid not null,
    number integer not null,
    paid_on date not null,
    fine_fen bigint not null,
    surcharge_fen bigint not null,
    confiscation_fen bigint not null,
    receipt text not null,
    created_at timestamptz not null,
    constraint penalty_payment_pkey primary key (penalty, number),
    constraint penalty_payment_receipt_key unique (penalty, receipt),
    constraint penalty_payment_penalty_fkey foreign key (penalty) references inspection.penalty (id),
    constraint penalty_payment_amount_check
        check (fine_fen >= 0 and surcharge_fen >= 0 and confiscation_fen >= 0
               and fine_fen + surcharge_fen + confiscation_fen > 0)
);
create trigger penalty_payment_is_append_only before update or delete on inspection.penalty_payment
    for each row execute function uow.refuse_rewriting();
