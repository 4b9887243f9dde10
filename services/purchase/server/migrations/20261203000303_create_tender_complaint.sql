-- Complaints (投诉) to the supervising department about how a challenge was answered, one a challenge.
create table purchase.tender_complaint (
    tender uuid not null,
    number integer not null,
    challenge integer not null,
    bidder_code text collate "C" not null,
    ground text not null,
    created_by text not null,
    created_at timestamptz not null,
    decide_last_on date,
    -- The last day on which nothing may be awarded.
    suspend_last_on date,
    suspended_by text,
    suspended_officer text,
    suspended_at timestamptz,
    outcome text not null default '',
    decision text not null default '',
    decided_by text,
    decided_officer text,
    decided_at timestamptz,
    excluded_bid uuid,
    constraint tender_complaint_pkey primary key (tender, number),
    constraint tender_complaint_challenge_key unique (tender, challenge),
    constraint tender_complaint_challenge_fkey foreign key (tender, challenge) references purchase.tender_challenge (tender, number),
    constraint tender_complaint_excluded_fkey foreign key (excluded_bid) references purchase.tender_bid (id),
    constraint tender_complaint_suspended_check check (
        (suspend_last_on is null) = (suspended_at is null) and (suspend_last_on is null) = (suspended_by is null)
    ),
    constraint tender_complaint_outcome_check check (outcome in ('', 'rejected', 'upheld')),
    constraint tender_complaint_decided_check check (
        (outcome = '') = (decided_at is null) and (outcome = '') = (decision = '') and (outcome = '') = (decided_by is null)
        and (excluded_bid is null or outcome = 'upheld')
    )
);

create function purchase.refuse_other_complaint() returns trigger language plpgsql as $$
begin
    if (new.tender, new.number, new.challenge, new.bidder_code, new.ground, new.created_by, new.created_at, new.decide_last_on)
        is distinct from (old.tender, old.number, old.challenge, old.bidder_code, old.ground, old.created_by, old.created_at,
            old.decide_last_on)
        or old.suspend_last_on is not null and new.suspend_last_on is distinct from old.suspend_last_on
        or old.decided_at is not null then
        raise exception 'complaint % of tender % stays as it is', old.number, old.tender;
    end if;
    return new;
end
$$;
create trigger tender_complaint_fixed before update on purchase.tender_complaint
    for each row execute function purchase.refuse_other_complaint();
create trigger tender_complaint_kept before delete on purchase.tender_complaint
    for each row execute function purchase.refuse_deletion();
