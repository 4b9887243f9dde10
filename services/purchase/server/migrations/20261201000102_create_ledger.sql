-- The ledger of special funds (专项资金台账): a book for each fund and year, whose row is the lock of whoever posts to it. `last_number` is
-- that of its last movement.
create table purchase.ledger_book (
    fund uuid not null,
    year integer not null,
    division text collate "C" not null,
    last_number bigint not null default 0,
    created_at timestamptz not null,
    constraint ledger_book_pkey primary key (fund, year),
    constraint ledger_book_fund_fkey foreign key (fund) references purchase.fund (id),
    constraint ledger_book_year_check check (year between 2000 and 2100)
);

-- What each account has. Below its limit it does not go.
create table purchase.ledger_account (
    fund uuid not null,
    year integer not null,
    account text collate "C" not null,
    balance_fen bigint not null default 0,
    limit_fen bigint,
    constraint ledger_account_pkey primary key (fund, year, account),
    constraint ledger_account_book_fkey foreign key (fund, year) references purchase.ledger_book (fund, year),
    constraint ledger_account_word_check check (
        account in ('source', 'available', 'committed', 'in_transit', 'paid', 'receivable')
    ),
    constraint ledger_account_limit_check check (balance_fen >= limit_fen)
) with (fillfactor = 50);

-- Movements, numbered in each book. One reverses another, and each is reversed once.
create table purchase.ledger_movement (
    fund uuid not null,
    year integer not null,
    number bigint not null,
    kind text not null,
    -- Resource that it is of.
    subject text collate "C" not null,
    reversed_number bigint,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint ledger_movement_pkey primary key (fund, year, number),
    constraint ledger_movement_book_fkey foreign key (fund, year) references purchase.ledger_book (fund, year),
    constraint ledger_movement_reversed_fkey foreign key (fund, year, reversed_number)
        references purchase.ledger_movement (fund, year, number),
    constraint ledger_movement_reversed_key unique (fund, year, reversed_number),
    constraint ledger_movement_kind_check check (
        kind in ('allotment', 'commitment', 'instruction', 'payment', 'demand', 'receipt', 'reversal')
    ),
    constraint ledger_movement_reversal_check check (
        (kind = 'reversal') = (reversed_number is not null) and reversed_number < number
    )
);
create index ledger_movement_subject_idx on purchase.ledger_movement (subject);

create table purchase.ledger_line (
    fund uuid not null,
    year integer not null,
    number bigint not null,
    account text collate "C" not null,
    amount_fen bigint not null,
    constraint ledger_line_pkey primary key (fund, year, number, account),
    constraint ledger_line_movement_fkey foreign key (fund, year, number)
        references purchase.ledger_movement (fund, year, number),
    constraint ledger_line_account_fkey foreign key (fund, year, account)
        references purchase.ledger_account (fund, year, account),
    constraint ledger_line_amount_check check (amount_fen <> 0)
);
