-- Applications for money of a fund (资金申请), with what credit and inspection last answered.
create table purchase.fund_application (
    id uuid not null,
    fund uuid not null,
    division text collate "C" not null,
    organization text collate "C" not null,
    kind text not null,
    year integer not null,
    amount_fen bigint not null,
    purpose text not null,
    status text not null default 'submitted',
    payee_title text not null,
    eligibility text not null,
    eligibility_conditions text[] not null,
    eligibility_cursor text not null,
    eligibility_at timestamptz not null,
    rating text,
    rating_grade text,
    rating_valid_from date,
    rating_valid_until date,
    award_schedule uuid,
    -- Of the movement that committed its money.
    movement bigint,
    review_note text not null default '',
    end_reason text not null default '',
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    decided_by text,
    decided_officer text,
    constraint fund_application_pkey primary key (id),
    constraint fund_application_fund_fkey foreign key (fund) references purchase.fund (id),
    constraint fund_application_schedule_fkey foreign key (award_schedule) references purchase.award_schedule (id),
    constraint fund_application_movement_fkey foreign key (fund, year, movement)
        references purchase.ledger_movement (fund, year, number),
    constraint fund_application_kind_check check (kind in ('grade_award', 'subsidy')),
    constraint fund_application_status_check check (
        status in ('submitted', 'approved', 'paying', 'paid', 'rejected', 'withdrawn', 'released')
    ),
    constraint fund_application_amount_check check (amount_fen > 0),
    constraint fund_application_eligibility_check check (eligibility in ('allowed', 'not_known')),
    constraint fund_application_award_check check (
        (kind = 'grade_award') = (rating is not null)
        and (rating is null) = (rating_grade is null)
        and (rating is null) = (rating_valid_from is null)
        and (rating is null) = (award_schedule is null)
    ),
    constraint fund_application_committed_check check (
        (status in ('approved', 'paying', 'paid', 'released')) = (movement is not null)
    ),
    -- Two people (双人复核, SF-03): whoever submitted it does not approve it.
    constraint fund_application_two_people_check check (
        movement is null or coalesce(decided_officer <> created_officer, decided_by <> created_by)
    )
);
-- A grade of an organisation is awarded once with its validity, whatever the fund and whoever asks (SF-01).
create unique index fund_application_award_key
    on purchase.fund_application (organization, rating_grade, rating_valid_from)
    where kind = 'grade_award' and status in ('submitted', 'approved', 'paying', 'paid');
create index fund_application_division_idx on purchase.fund_application (division, id desc);
create index fund_application_organization_idx on purchase.fund_application (organization, id desc);
