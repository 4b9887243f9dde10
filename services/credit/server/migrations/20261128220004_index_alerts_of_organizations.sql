-- All warnings of an organisation, the closed ones too, the newest first; those that are open or hold have their own.
create index risk_alert_organization_index on credit.risk_alert (organization, created_at, id);
