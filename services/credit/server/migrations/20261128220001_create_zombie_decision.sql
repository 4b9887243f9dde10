-- What people decided on organisations that show signs of having no life (僵尸型社会组织), ZB-02. Rows are never changed.
create table credit.zombie_decision (
    id uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    outcome text not null,
    reason text not null,
    -- The score on that day.
    score bigint not null,
    -- Key of the department that decided.
    department text not null,
    decided_by text not null,
    decided_officer text,
    created_at timestamptz not null,
    constraint zombie_decision_pkey primary key (id),
    constraint zombie_decision_outcome_check check (outcome in ('handed_over', 'dismissed'))
);
-- Another decision on an organisation comes only at a higher score.
create unique index zombie_decision_score_key on credit.zombie_decision (organization, score);
-- An organisation is handed over once.
create unique index zombie_decision_handed_over_key on credit.zombie_decision (organization) where outcome = 'handed_over';
