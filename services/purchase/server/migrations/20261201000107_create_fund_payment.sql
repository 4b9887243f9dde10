-- Payments of what was approved (拨付). Of an application one is under way or paid.
create sequence purchase.fund_payment_number;
create table purchase.fund_payment (
    id uuid not null,
    application uuid not null,
    fund uuid not null,
    division text collate "C" not null,
    year integer not null,
    organization text collate "C" not null,
    number text collate "C" not null,
    payee_title text not null,
    amount_fen bigint not null,
    status text not null default 'instructed',
    -- Of the movement that instructed it.
    movement bigint not null,
    bank_reference text not null default '',
    paid_on date,
    fail_reason text not null default '',
    demanded_fen bigint not null default 0,
    returned_fen bigint not null default 0,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint fund_payment_pkey primary key (id),
    constraint fund_payment_number_key unique (number),
    constraint fund_payment_application_fkey foreign key (application) references purchase.fund_application (id),
    constraint fund_payment_movement_fkey foreign key (fund, year, movement)
        references purchase.ledger_movement (fund, year, number),
    constraint fund_payment_status_check check (status in ('instructed', 'paid', 'failed')),
    constraint fund_payment_amount_check check (amount_fen > 0),
    constraint fund_payment_paid_check check (
        (status = 'paid') = (paid_on is not null) and (status = 'paid') = (bank_reference <> '')
    ),
    constraint fund_payment_failed_check check ((status = 'failed') = (fail_reason <> '')),
    constraint fund_payment_recovery_check check (
        returned_fen between 0 and demanded_fen and demanded_fen <= amount_fen and (status = 'paid' or demanded_fen = 0)
    )
);
create unique index fund_payment_application_key on purchase.fund_payment (application) where status <> 'failed';
create index fund_payment_division_idx on purchase.fund_payment (division, id desc);
create index fund_payment_open_idx on purchase.fund_payment (division, amount_fen) where status = 'instructed';

-- Money that must be paid back (追回).
create table purchase.fund_recovery (
    id uuid not null,
    payment uuid not null,
    division text collate "C" not null,
    amount_fen bigint not null,
    received_fen bigint not null default 0,
    reason text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint fund_recovery_pkey primary key (id),
    constraint fund_recovery_payment_fkey foreign key (payment) references purchase.fund_payment (id),
    constraint fund_recovery_amount_check check (amount_fen > 0 and received_fen between 0 and amount_fen)
);
create index fund_recovery_payment_idx on purchase.fund_recovery (payment);
create index fund_recovery_division_idx on purchase.fund_recovery (division, id desc);
