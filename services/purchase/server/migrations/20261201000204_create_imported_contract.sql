-- Contracts that were signed elsewhere, as rows of tables (外部合同). They never change.
create table purchase.imported_contract (
    id uuid not null,
    ocid text not null,
    division text collate "C" not null,
    contract_code text collate "C" not null,
    title text not null,
    purchaser text not null,
    supplier_title text not null,
    supplier_code text collate "C",
    amount_fen bigint not null,
    as_of date not null,
    source text not null,
    match text not null,
    -- The candidates, the best first, as parallel lists; the reasons of one are joined by commas.
    candidate_codes text[] not null,
    candidate_titles text[] not null,
    candidate_scores integer[] not null,
    candidate_reasons text[] not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    constraint imported_contract_pkey primary key (id),
    constraint imported_contract_ocid_key unique (ocid),
    constraint imported_contract_code_key unique (division, contract_code),
    constraint imported_contract_amount_check check (amount_fen between 1 and 10000000000000),
    constraint imported_contract_match_check check (
        match in ('stated', 'found', 'candidates', 'none') and (match in ('stated', 'found')) = (supplier_code is not null)
    )
);
create index imported_contract_supplier_idx on purchase.imported_contract (supplier_code) where supplier_code is not null;
create trigger imported_contract_kept before update or delete on purchase.imported_contract
    for each row execute function purchase.refuse_deletion();
