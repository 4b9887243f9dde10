-- The outbox is a queue: every row is soon deleted, and readers start at its front. Dead rows go early.
alter table uow.outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
