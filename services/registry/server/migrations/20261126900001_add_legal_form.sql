-- The legal form of private non-enterprise units (REG-22). What was recorded before does not say it.
alter table registry.organization add column legal_form text not null default 'unknown',
    add constraint organization_legal_form_check
        check (legal_form in ('unknown', 'corporate', 'partnership', 'individual') and (legal_form = 'unknown' or kind = 'private_non_enterprise'));
