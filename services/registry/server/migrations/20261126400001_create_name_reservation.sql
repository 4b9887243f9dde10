-- Names kept free for applicants (名称预留, NAME-04). `folded` is the name without its division, as the domain's key has it.
create table registry.name_reservation (
    id uuid not null,
    title text not null,
    folded text collate "C" not null,
    kind text not null,
    division text collate "C" not null,
    matter text not null,
    department text not null,
    state text not null,
    reserved_on date not null,
    expires_on date not null,
    rule text not null,
    rule_version integer not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint name_reservation_pkey primary key (id),
    constraint name_reservation_kind_check
        check (kind in ('social_group', 'private_non_enterprise', 'foundation', 'other')),
    constraint name_reservation_state_check check (state in ('held', 'lapsed', 'released', 'consumed')),
    constraint name_reservation_ended_at_check check ((state = 'held') = (ended_at is null)),
    constraint name_reservation_expires_on_check check (expires_on >= reserved_on)
);

-- One holder a name and authority. Whoever reserves first lets what has expired lapse, in the same transaction.
create unique index name_reservation_holder_key on registry.name_reservation (division, folded) where state = 'held';
create index name_reservation_division_index on registry.name_reservation (division, id);
