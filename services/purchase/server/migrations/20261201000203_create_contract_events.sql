-- What happens to a contract after its signing. Rows are only added; of a dispute its settlement is written once.
create table purchase.contract_supplement (
    contract uuid not null,
    number integer not null,
    content text not null,
    signed_on date not null,
    amount_fen bigint not null,
    -- Number of the milestone that an addition brings.
    milestone_number integer,
    ends_on date,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint contract_supplement_pkey primary key (contract, number),
    constraint contract_supplement_contract_fkey foreign key (contract) references purchase.contract (id),
    constraint contract_supplement_milestone_fkey foreign key (contract, milestone_number)
        references purchase.contract_milestone (contract, number),
    constraint contract_supplement_amount_check check (amount_fen >= 0 and (amount_fen = 0) = (milestone_number is null))
);
create trigger contract_supplement_kept before update or delete on purchase.contract_supplement
    for each row execute function purchase.refuse_deletion();

create table purchase.contract_payment (
    contract uuid not null,
    number integer not null,
    milestone_number integer not null,
    amount_fen bigint not null,
    paid_on date not null,
    voucher_number text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint contract_payment_pkey primary key (contract, number),
    constraint contract_payment_voucher_key unique (contract, voucher_number),
    constraint contract_payment_milestone_fkey foreign key (contract, milestone_number)
        references purchase.contract_milestone (contract, number),
    constraint contract_payment_amount_check check (amount_fen > 0)
);
create trigger contract_payment_kept before update or delete on purchase.contract_payment
    for each row execute function purchase.refuse_deletion();

create table purchase.contract_dispute (
    contract uuid not null,
    number integer not null,
    subject text not null,
    opened_on date not null,
    settled_on date,
    settlement text not null default '',
    created_at timestamptz not null,
    constraint contract_dispute_pkey primary key (contract, number),
    constraint contract_dispute_contract_fkey foreign key (contract) references purchase.contract (id),
    constraint contract_dispute_settled_check check ((settled_on is null) = (settlement = '') and settled_on >= opened_on)
);
create trigger contract_dispute_kept before delete on purchase.contract_dispute
    for each row execute function purchase.refuse_deletion();

create table purchase.contract_evaluation (
    contract uuid not null,
    -- In the order of the indicators' places.
    scores integer[] not null,
    total_score integer not null,
    grade text not null,
    opinion text not null,
    rule text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint contract_evaluation_pkey primary key (contract),
    constraint contract_evaluation_contract_fkey foreign key (contract) references purchase.contract (id),
    constraint contract_evaluation_score_check check (total_score between 0 and 10000),
    constraint contract_evaluation_grade_check check (grade in ('excellent', 'good', 'passed', 'failed'))
);
create trigger contract_evaluation_kept before update or delete on purchase.contract_evaluation
    for each row execute function purchase.refuse_deletion();
