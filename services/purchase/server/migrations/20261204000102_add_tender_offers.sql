-- Last offers (最后报价) after talks: a second round of sealed bids of a tender, with a key of its own.
alter table purchase.tender
    add column offer_key bytea,
    add column offer_deadline timestamptz,
    -- What of the terms changed in the talks.
    add column offer_changes text not null default '',
    add column offers_opened_at timestamptz,
    add column offer_count integer not null default 0,
    drop constraint tender_status_check,
    add constraint tender_status_check check (
        status in ('draft', 'published', 'opened', 'offering', 'evaluated', 'announced', 'awarded', 'failed', 'cancelled')
    ),
    add constraint tender_offers_check check (
        (offer_key is null) = (offer_deadline is null) and (offer_key is not null or offer_changes = '' and offers_opened_at is null)
        and (status <> 'offering' or offer_key is not null and offers_opened_at is null)
        and (offers_opened_at is not null or offer_count = 0)
        and (offer_key is null or offers_opened_at is not null or status in ('offering', 'failed', 'cancelled'))
    );
drop index purchase.tender_under_way_key;
create unique index tender_under_way_key on purchase.tender (project)
    where status in ('draft', 'published', 'opened', 'offering', 'evaluated', 'announced');

-- A tender is called for last offers once, and what it was called for never changes.
create function purchase.refuse_other_offers() returns trigger language plpgsql as $$
begin
    if old.offer_key is not null and (new.offer_key, new.offer_deadline, new.offer_changes)
        is distinct from (old.offer_key, old.offer_deadline, old.offer_changes) then
        raise exception 'last offers of tender % are called', old.id;
    end if;
    return new;
end
$$;
create trigger tender_offers_fixed before update on purchase.tender for each row execute function purchase.refuse_other_offers();

-- Halves of a key of each round, released anew.
alter table purchase.tender_share
    add column round integer not null default 1,
    add constraint tender_share_round_check check (round in (1, 2)),
    drop constraint tender_share_number_key,
    add constraint tender_share_number_key unique (tender, round, number),
    drop constraint tender_share_department_key,
    add constraint tender_share_department_key unique (tender, round, department),
    drop constraint tender_share_officer_key,
    add constraint tender_share_officer_key unique (tender, round, officer);

-- Bids of the second round are last offers. One that is opened takes the place of the first bid.
alter table purchase.tender_bid
    add column round integer not null default 1,
    add constraint tender_bid_round_check check (round in (1, 2) and (round = 1 or status <> 'superseded')),
    drop constraint tender_bid_status_check,
    add constraint tender_bid_status_check check (
        status in ('sealed', 'replaced', 'withdrawn', 'valid', 'excluded', 'superseded')
    ),
    drop constraint tender_bid_opened_check,
    add constraint tender_bid_opened_check check (
        (status in ('valid', 'excluded', 'superseded')) = (content is not null) and (content is null) = (amount_fen is null)
        and (content is null) = (eligibility = '')
    );
drop index purchase.tender_bid_bidder_key;
create unique index tender_bid_bidder_key on purchase.tender_bid (tender, bidder_code, round)
    where status in ('sealed', 'valid', 'excluded');
-- Of the opened ones of a bidder one stands.
create unique index tender_bid_standing_key on purchase.tender_bid (tender, bidder_code) where status in ('valid', 'excluded');

create or replace function purchase.refuse_other_bid() returns trigger language plpgsql as $$
begin
    if (new.id, new.tender, new.bidder_code, new.bidder_title, new.created_by, new.created_at, new.sha256, new.round)
        is distinct from (old.id, old.tender, old.bidder_code, old.bidder_title, old.created_by, old.created_at, old.sha256, old.round)
        or old.content is not null and (new.content, new.amount_fen, new.eligibility_answer)
        is distinct from (old.content, old.amount_fen, old.eligibility_answer)
        or old.letter is not null and new.letter is not null and new.letter <> old.letter then
        raise exception 'bid % stays what was handed in', old.id;
    end if;
    return new;
end
$$;
