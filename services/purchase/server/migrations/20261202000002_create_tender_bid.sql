-- Bids. Before the opening what is in one lies here as a sealed letter alone; price and content are columns that only the opening fills.
create table purchase.tender_bid (
    id uuid not null,
    tender uuid not null,
    bidder_code text collate "C" not null,
    bidder_title text not null,
    created_by text not null,
    created_officer text,
    -- When it was received.
    created_at timestamptz not null,
    -- Of the content with its nonce, which keeps it from being guessed.
    sha256 bytea not null,
    letter bytea,
    status text not null default 'sealed',
    amount_fen bigint,
    content bytea,
    eligibility text not null default '',
    conditions text[] not null default '{}',
    eligibility_answer bytea,
    exclude_reason text not null default '',
    rank integer,
    price_points integer,
    quality_points integer,
    total_points integer,
    decided_by text not null default '',
    constraint tender_bid_pkey primary key (id),
    constraint tender_bid_tender_fkey foreign key (tender) references purchase.tender (id),
    constraint tender_bid_status_check check (status in ('sealed', 'replaced', 'withdrawn', 'valid', 'excluded')),
    constraint tender_bid_sealed_check check ((status = 'sealed') = (letter is not null)),
    constraint tender_bid_opened_check check (
        (status in ('valid', 'excluded')) = (content is not null) and (content is null) = (amount_fen is null)
        and (content is null) = (eligibility = '')
    ),
    constraint tender_bid_amount_check check (amount_fen between 1 and 10000000000000),
    constraint tender_bid_eligibility_check check (eligibility in ('', 'allowed', 'not_known', 'no_record', 'refused')),
    constraint tender_bid_excluded_check check ((status = 'excluded') = (exclude_reason <> '')),
    constraint tender_bid_rank_check check (
        (rank is null) = (total_points is null) and (rank is null) = (price_points is null) and (rank is null) = (quality_points is null)
        and (rank is null or status = 'valid')
    )
);
create unique index tender_bid_bidder_key on purchase.tender_bid (tender, bidder_code) where status in ('sealed', 'valid', 'excluded');
create index tender_bid_tender_idx on purchase.tender_bid (tender, created_at);

create function purchase.refuse_other_bid() returns trigger language plpgsql as $$
begin
    if (new.id, new.tender, new.bidder_code, new.bidder_title, new.created_by, new.created_at, new.sha256)
        is distinct from (old.id, old.tender, old.bidder_code, old.bidder_title, old.created_by, old.created_at, old.sha256)
        or old.content is not null and (new.content, new.amount_fen, new.eligibility_answer)
        is distinct from (old.content, old.amount_fen, old.eligibility_answer)
        or old.letter is not null and new.letter is not null and new.letter <> old.letter then
        raise exception 'bid % stays what was handed in', old.id;
    end if;
    return new;
end
$$;
create trigger tender_bid_fixed before update on purchase.tender_bid for each row execute function purchase.refuse_other_bid();
create trigger tender_bid_kept before delete on purchase.tender_bid for each row execute function purchase.refuse_deletion();
