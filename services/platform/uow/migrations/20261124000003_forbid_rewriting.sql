-- Evidence is never changed: audit rows and events take inserts only.
create function uow.refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception '% on %.% is not allowed', tg_op, tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_is_append_only before update or delete on uow.audit
    for each row execute function uow.refuse_rewriting();
create trigger event_is_append_only before update or delete on uow.event
    for each row execute function uow.refuse_rewriting();
create trigger audit_is_never_truncated before truncate on uow.audit
    for each statement execute function uow.refuse_rewriting();
create trigger event_is_never_truncated before truncate on uow.event
    for each statement execute function uow.refuse_rewriting();
