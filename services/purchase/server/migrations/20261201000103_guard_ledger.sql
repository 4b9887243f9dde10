-- What the program cannot get around: movements and lines are only added, the lines of a movement come to 0 and are two or more, and no
-- movement is without lines. What a statement adds to a movement comes to 0 by itself; then so does all that the movement has, and the lines
-- that were there before are not read: posting would take the longer, the more they are.
create function purchase.refuse_change_of_ledger() returns trigger language plpgsql as $$
begin
    raise exception 'what the ledger says is never changed or deleted; reverse it';
end
$$;
create trigger ledger_movement_fixed before update or delete or truncate on purchase.ledger_movement
    for each statement execute function purchase.refuse_change_of_ledger();
create trigger ledger_line_fixed before update or delete or truncate on purchase.ledger_line
    for each statement execute function purchase.refuse_change_of_ledger();

create function purchase.refuse_unbalanced_lines() returns trigger language plpgsql as $$
declare
    wrong record;
begin
    select fund, year, number into wrong
    from added
    group by fund, year, number
    having sum(amount_fen) <> 0 or count(*) < 2
    limit 1;
    if found then
        raise exception 'movement % of fund % in % does not balance', wrong.number, wrong.fund, wrong.year;
    end if;
    return null;
end
$$;
create trigger ledger_line_balanced after insert on purchase.ledger_line
    referencing new table as added
    for each statement execute function purchase.refuse_unbalanced_lines();

create function purchase.refuse_empty_movement() returns trigger language plpgsql as $$
begin
    if not exists (
        select from purchase.ledger_line where fund = new.fund and year = new.year and number = new.number
    ) then
        raise exception 'movement % of fund % in % has no lines', new.number, new.fund, new.year;
    end if;
    return null;
end
$$;
create constraint trigger ledger_movement_filled after insert on purchase.ledger_movement
    deferrable initially deferred for each row execute function purchase.refuse_empty_movement();
