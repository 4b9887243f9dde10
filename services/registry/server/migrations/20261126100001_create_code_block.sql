-- Blocks of organisation codes (码段), each allotted to a division. `origin` is the organisation code of serial 0 as a
-- number in the 31 characters of GB 32100, so that blocks of different prefixes are comparable and cannot overlap.
create table registry.code_block (
    id uuid not null,
    division text collate "C" not null,
    prefix text collate "C" not null,
    origin bigint not null,
    first_serial bigint not null,
    last_serial bigint not null,
    next_serial bigint not null,
    basis text not null,
    department text not null,
    actor text not null,
    created_at timestamptz not null,
    constraint code_block_pkey primary key (id),
    constraint code_block_serials_check
        check (first_serial >= 0 and last_serial >= first_serial and next_serial between first_serial and last_serial + 1),
    constraint code_block_codes_excl
        exclude using gist (int8range(origin + first_serial, origin + last_serial, '[]') with &&)
);

create index code_block_division_index on registry.code_block (division);
