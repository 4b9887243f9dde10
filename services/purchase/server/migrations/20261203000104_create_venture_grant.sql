-- Parts of grants, each an application for money of the fund, and reports of projects.
create table purchase.venture_instalment (
    proposal uuid not null,
    number integer not null,
    gate text not null,
    application uuid not null,
    created_at timestamptz not null,
    constraint venture_instalment_pkey primary key (proposal, number),
    constraint venture_instalment_proposal_fkey foreign key (proposal) references purchase.venture_proposal (id),
    constraint venture_instalment_application_fkey foreign key (application) references purchase.fund_application (id),
    constraint venture_instalment_application_key unique (application),
    constraint venture_instalment_gate_check check (gate in ('agreement', 'midterm', 'final'))
);
create trigger venture_instalment_kept before update or delete on purchase.venture_instalment
    for each row execute function purchase.refuse_deletion();

create table purchase.venture_report (
    proposal uuid not null,
    number integer not null,
    stage text not null,
    statement text not null,
    spent_fens bigint[] not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    outcome text not null default '',
    accepted_fens bigint[] not null default '{}',
    reason text not null default '',
    demanded_fen bigint not null default 0,
    decided_by text,
    decided_officer text,
    decided_at timestamptz,
    constraint venture_report_pkey primary key (proposal, number),
    constraint venture_report_proposal_fkey foreign key (proposal) references purchase.venture_proposal (id),
    constraint venture_report_stage_check check (stage in ('midterm', 'final')),
    constraint venture_report_outcome_check check (outcome in ('', 'passed', 'mend', 'failed')),
    constraint venture_report_spent_check check (cardinality(spent_fens) > 0 and 0 <= all (spent_fens) and 0 <= all (accepted_fens)),
    constraint venture_report_decided_check check (
        (outcome = '') = (decided_at is null) and (outcome = '') = (decided_by is null)
        and cardinality(accepted_fens) in (0, cardinality(spent_fens)) and demanded_fen >= 0
    )
);
-- One waits for its decision.
create unique index venture_report_open_key on purchase.venture_report (proposal) where outcome = '';
create trigger venture_report_kept before delete on purchase.venture_report
    for each row execute function purchase.refuse_deletion();
