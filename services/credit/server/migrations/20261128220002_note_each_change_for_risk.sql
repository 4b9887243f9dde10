-- A row a change, not an organisation: whoever notes a change neither waits for nor misses whoever takes another one.
alter table credit.risk_due drop constraint risk_due_pkey;
alter table credit.risk_due add column id bigint generated always as identity;
alter table credit.risk_due add constraint risk_due_pkey primary key (organization, id);
