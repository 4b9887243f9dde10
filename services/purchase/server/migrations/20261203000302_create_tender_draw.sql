-- Draws of the experts of tenders, and of the suppliers that an invited tender invites: each frozen once a tender and drawn once; what was
-- entered is never cleared. Of suppliers `bank_department` is the other department that draws.
create table purchase.tender_draw (
    id uuid not null,
    tender uuid not null,
    kind text not null,
    division text collate "C" not null,
    buyer_department text collate "C" not null,
    bank_department text collate "C" not null,
    buyer_code text collate "C" not null,
    fields text[] not null,
    seats integer not null,
    -- As they stand in the proof.
    program text not null,
    year integer not null,
    population text not null,
    on_day date not null,
    root bytea not null,
    created_by text not null,
    created_officer text,
    -- When it was frozen.
    created_at timestamptz not null,
    seed bytea,
    drawn_at timestamptz,
    constraint tender_draw_pkey primary key (id),
    constraint tender_draw_tender_key unique (tender, kind),
    constraint tender_draw_kind_check check (kind in ('experts', 'suppliers')),
    constraint tender_draw_tender_fkey foreign key (tender) references purchase.tender (id),
    constraint tender_draw_departments_check check (buyer_department <> bank_department),
    constraint tender_draw_seats_check check (seats between 1 and 100),
    constraint tender_draw_root_check check (length(root) = 32),
    constraint tender_draw_seed_check check ((seed is null) = (drawn_at is null) and length(seed) = 32)
);

create function purchase.refuse_other_draw() returns trigger language plpgsql as $$
begin
    if (new.id, new.tender, new.kind, new.division, new.buyer_department, new.bank_department, new.buyer_code, new.fields, new.seats, new.program,
            new.year, new.population, new.on_day, new.root, new.created_by, new.created_at)
        is distinct from (old.id, old.tender, old.kind, old.division, old.buyer_department, old.bank_department, old.buyer_code, old.fields,
            old.seats, old.program, old.year, old.population, old.on_day, old.root, old.created_by, old.created_at)
        or old.seed is not null then
        raise exception 'draw % is frozen', old.id;
    end if;
    return new;
end
$$;
create trigger tender_draw_fixed before update on purchase.tender_draw for each row execute function purchase.refuse_other_draw();
create trigger tender_draw_kept before delete on purchase.tender_draw for each row execute function purchase.refuse_deletion();

-- Who was frozen, as the bank had them; `place` once they are drawn.
create table purchase.tender_draw_candidate (
    draw uuid not null,
    expert uuid not null,
    account text not null,
    employer_code text collate "C" not null,
    tie_codes text[] not null,
    tie_ends date[] not null,
    valid_from date not null,
    valid_to date not null,
    recuse_reason text not null,
    place integer,
    constraint tender_draw_candidate_pkey primary key (draw, expert),
    constraint tender_draw_candidate_draw_fkey foreign key (draw) references purchase.tender_draw (id),
    constraint tender_draw_candidate_expert_fkey foreign key (expert) references purchase.expert (id),
    constraint tender_draw_candidate_place_key unique (draw, place),
    constraint tender_draw_candidate_place_check check (place is null or (place > 0 and recuse_reason = ''))
);

create function purchase.refuse_other_candidate() returns trigger language plpgsql as $$
begin
    if (new.draw, new.expert, new.account, new.employer_code, new.tie_codes, new.tie_ends, new.valid_from, new.valid_to, new.recuse_reason)
        is distinct from (old.draw, old.expert, old.account, old.employer_code, old.tie_codes, old.tie_ends, old.valid_from, old.valid_to,
            old.recuse_reason)
        or old.place is not null then
        raise exception 'draw % is frozen', old.draw;
    end if;
    return new;
end
$$;
create trigger tender_draw_candidate_fixed before update on purchase.tender_draw_candidate
    for each row execute function purchase.refuse_other_candidate();
create trigger tender_draw_candidate_kept before delete on purchase.tender_draw_candidate
    for each row execute function purchase.refuse_deletion();

-- Suppliers who qualify; `place` once they are drawn: those are invited.
create table purchase.tender_draw_supplier (
    draw uuid not null,
    code text collate "C" not null,
    title text not null,
    place integer,
    constraint tender_draw_supplier_pkey primary key (draw, code),
    constraint tender_draw_supplier_draw_fkey foreign key (draw) references purchase.tender_draw (id),
    constraint tender_draw_supplier_place_key unique (draw, place),
    constraint tender_draw_supplier_place_check check (place > 0)
);

create function purchase.refuse_other_supplier() returns trigger language plpgsql as $$
begin
    if (new.draw, new.code, new.title) is distinct from (old.draw, old.code, old.title) or old.place is not null then
        raise exception 'draw % is frozen', old.draw;
    end if;
    return new;
end
$$;
create trigger tender_draw_supplier_fixed before update on purchase.tender_draw_supplier
    for each row execute function purchase.refuse_other_supplier();
create trigger tender_draw_supplier_kept before delete on purchase.tender_draw_supplier
    for each row execute function purchase.refuse_deletion();

create table purchase.tender_draw_round (
    draw uuid not null,
    number integer not null,
    commit_by timestamptz not null,
    reveal_by timestamptz not null,
    reason text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    failure text not null default '',
    failed_departments text[] not null default '{}',
    failed_at timestamptz,
    constraint tender_draw_round_pkey primary key (draw, number),
    constraint tender_draw_round_draw_fkey foreign key (draw) references purchase.tender_draw (id),
    constraint tender_draw_round_reason_check check ((number = 1) = (reason = '')),
    constraint tender_draw_round_failure_check check (failure in ('', 'missing-commitment', 'missing-share', 'share-mismatch')),
    constraint tender_draw_round_failed_check check (
        (failure = '') = (failed_at is null) and (failure = '') = (cardinality(failed_departments) = 0)
    )
);
create trigger tender_draw_round_kept before delete on purchase.tender_draw_round
    for each row execute function purchase.refuse_deletion();

-- A commitment a department and round, and later its share.
create table purchase.tender_draw_entry (
    draw uuid not null,
    round integer not null,
    department text collate "C" not null,
    commitment bytea not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    share bytea,
    revealed_by text,
    revealed_officer text,
    revealed_at timestamptz,
    constraint tender_draw_entry_pkey primary key (draw, round, department),
    constraint tender_draw_entry_round_fkey foreign key (draw, round) references purchase.tender_draw_round (draw, number),
    constraint tender_draw_entry_commitment_check check (length(commitment) = 32),
    constraint tender_draw_entry_share_check check (
        length(share) = 32 and (share is null) = (revealed_at is null) and (share is null) = (revealed_by is null)
    )
);

create function purchase.refuse_other_entry() returns trigger language plpgsql as $$
begin
    if (new.draw, new.round, new.department, new.commitment, new.created_by, new.created_at)
        is distinct from (old.draw, old.round, old.department, old.commitment, old.created_by, old.created_at)
        or old.share is not null then
        raise exception 'what was entered in draw % stays', old.draw;
    end if;
    return new;
end
$$;
create trigger tender_draw_entry_fixed before update on purchase.tender_draw_entry
    for each row execute function purchase.refuse_other_entry();
create trigger tender_draw_entry_kept before delete on purchase.tender_draw_entry
    for each row execute function purchase.refuse_deletion();

-- A seated expert was drawn, or was named for a reason.
alter table purchase.tender_expert
    add column expert uuid,
    add column place integer,
    add column name_reason text not null default '',
    add constraint tender_expert_expert_fkey foreign key (expert) references purchase.expert (id),
    add constraint tender_expert_drawn_check check ((expert is null) = (place is null) and (expert is null) = (name_reason <> ''));
