-- Warnings (风险预警) of organisations.
create table credit.risk_alert (
    id uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    rule uuid not null,
    -- Division and key of the rule, which all its versions share.
    rule_division text collate "C" not null,
    rule_key text collate "C" not null,
    rule_version integer not null,
    level text not null,
    -- Key of the department that has to act.
    department text not null,
    -- The indicators that the rule names, as they were: [["penalties", 2]].
    measured jsonb not null,
    raised_on date not null,
    -- Whether the rule held when it was last evaluated: no other warning comes before it has ceased to.
    holding boolean not null,
    status text not null,
    close_reason text,
    measures text not null default '',
    created_at timestamptz not null,
    closed_at timestamptz,
    constraint risk_alert_pkey primary key (id),
    constraint risk_alert_rule_fkey foreign key (rule) references credit.risk_rule (id),
    constraint risk_alert_status_check check (status in ('open', 'closed')),
    constraint risk_alert_close_reason_check check (close_reason in ('disposed', 'unfounded', 'cause_withdrawn')),
    constraint risk_alert_closed_check check ((status = 'closed') = (closed_at is not null) and (closed_at is null) = (close_reason is null))
);
-- One open warning of an organisation by a rule, and one that holds.
create unique index risk_alert_open_key on credit.risk_alert (organization, rule_division, rule_key) where status = 'open';
create unique index risk_alert_holding_key on credit.risk_alert (organization, rule_division, rule_key) where holding;
create index risk_alert_newest_index on credit.risk_alert (created_at, id);
-- What is to be done about a warning (处置任务).
create table credit.risk_alert_task (
    alert uuid not null,
    number integer not null,
    action text not null,
    department text not null,
    due_on date not null,
    done_on date,
    result text not null default '',
    created_at timestamptz not null,
    constraint risk_alert_task_pkey primary key (alert, number),
    constraint risk_alert_task_alert_fkey foreign key (alert) references credit.risk_alert (id)
);
