-- Conversions of legal form (组织形式变更) are applied for too.
alter table registry.application drop constraint application_kind_check,
    add constraint application_kind_check
        check (kind in ('establishment', 'change', 'deregistration', 'simplified-deregistration', 'branch', 'charter',
            'conversion'));
