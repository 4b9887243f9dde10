-- Statements of the bank (银行对账单), as they were imported. Of a line nothing but the payment that it settled is ever written, once.
create table purchase.bank_statement (
    id uuid not null,
    division text collate "C" not null,
    number text collate "C" not null,
    line_count integer not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint bank_statement_pkey primary key (id),
    constraint bank_statement_number_key unique (division, number)
);

create table purchase.bank_statement_line (
    statement uuid not null,
    line integer not null,
    booked_on date not null,
    amount_fen bigint not null,
    reference text not null,
    payee text not null,
    bank_reference text not null,
    payment uuid,
    constraint bank_statement_line_pkey primary key (statement, line),
    constraint bank_statement_line_statement_fkey foreign key (statement) references purchase.bank_statement (id),
    constraint bank_statement_line_payment_fkey foreign key (payment) references purchase.fund_payment (id),
    constraint bank_statement_line_payment_key unique (payment),
    constraint bank_statement_line_amount_check check (amount_fen > 0)
);

create function purchase.refuse_change_of_statement() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.payment is not null
        or (old.statement, old.line, old.booked_on, old.amount_fen, old.reference, old.payee, old.bank_reference)
            is distinct from (new.statement, new.line, new.booked_on, new.amount_fen, new.reference, new.payee, new.bank_reference)
    then
        raise exception 'line % of statement % may only be settled, once', old.line, old.statement;
    end if;
    return new;
end
$$;
create trigger bank_statement_line_fixed before update or delete on purchase.bank_statement_line
    for each row execute function purchase.refuse_change_of_statement();
