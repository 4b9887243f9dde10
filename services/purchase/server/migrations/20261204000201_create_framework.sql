-- Closed framework agreements (封闭式框架协议): what a tender of the method comes to, who entered, and what was called off. Records are kept
-- (GP-08d).

-- A project that came to a framework is not awarded: what is called off are other projects.
alter table purchase.project drop constraint project_status_check;
alter table purchase.project add constraint project_status_check
    check (status in ('planned', 'awarded', 'contracted', 'failed', 'cancelled', 'framed'));
alter table purchase.project add constraint project_framed_check check (status <> 'framed' or method = 'framework');

-- Every method that a project may have: which of them run here, the program says.
alter table purchase.tender drop constraint tender_method_check;
alter table purchase.tender add constraint tender_method_check check (
    method in ('open_tender', 'invited_tender', 'competitive_negotiation', 'competitive_consultation', 'inquiry', 'single_source', 'framework')
);

create table purchase.framework (
    id uuid not null,
    tender uuid not null,
    project uuid not null,
    division text collate "C" not null,
    -- Key of the buyer's department.
    buyer_department text collate "C" not null,
    title text not null,
    document_number text not null,
    call_off_method text not null,
    begins_on date not null,
    ends_on date not null,
    -- The rules by which it was concluded.
    rules text[] not null,
    -- How many valid bids there were.
    bid_count integer not null,
    -- Those who would have entered and could not be hired any more: their codes, and the conditions of each that were not met.
    refused_codes text[] not null,
    refused_conditions text[] not null,
    ended_on date,
    end_reason text not null default '',
    ended_by text,
    ended_officer text,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    constraint framework_pkey primary key (id),
    constraint framework_tender_key unique (tender),
    constraint framework_project_key unique (project),
    constraint framework_tender_fkey foreign key (tender) references purchase.tender (id),
    constraint framework_project_fkey foreign key (project) references purchase.project (id),
    constraint framework_call_off_method_check check (call_off_method in ('direct', 'rotation')),
    constraint framework_days_check check (begins_on <= ends_on),
    constraint framework_refused_check check (cardinality(refused_codes) = cardinality(refused_conditions)),
    constraint framework_ended_check check ((ended_on is null) = (end_reason = '') and (ended_on is null) = (ended_by is null))
);
create index framework_division_idx on purchase.framework (division);

create function purchase.refuse_other_framework() returns trigger language plpgsql as $$
begin
    if old.ended_on is not null then
        raise exception 'framework % is over', old.id;
    end if;
    if (new.id, new.tender, new.project, new.division, new.buyer_department, new.title, new.document_number, new.call_off_method,
            new.begins_on, new.ends_on, new.rules, new.bid_count, new.refused_codes, new.refused_conditions, new.created_at)
        is distinct from (old.id, old.tender, old.project, old.division, old.buyer_department, old.title, old.document_number,
            old.call_off_method, old.begins_on, old.ends_on, old.rules, old.bid_count, old.refused_codes, old.refused_conditions,
            old.created_at) then
        raise exception 'framework % stays what was concluded', old.id;
    end if;
    return new;
end
$$;
create trigger framework_fixed before update on purchase.framework for each row execute function purchase.refuse_other_framework();
create trigger framework_kept before delete on purchase.framework for each row execute function purchase.refuse_deletion();
