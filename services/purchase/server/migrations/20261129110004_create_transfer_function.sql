-- Functions that departments give away (政府职能转移), a row a version. Of a published one nothing but its withdrawal is ever written.
create table purchase.transfer_function (
    id uuid not null,
    division text collate "C" not null,
    key text collate "C" not null,
    version integer not null,
    title text not null,
    -- Key of the department that gives it away.
    owner_department text collate "C" not null,
    content text not null,
    basis text not null,
    conditions text[] not null,
    least_grade text not null,
    -- The version of the rule that the least grade was held against.
    grade_rule text not null,
    valid_from date not null,
    -- The first day on which it may not be taken on, as it states itself.
    valid_to date,
    department text not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision bigint not null default 1,
    published_by text,
    published_officer text,
    published_at timestamptz,
    document_number text not null default '',
    withdrawn_on date,
    withdraw_reason text not null default '',
    constraint transfer_function_pkey primary key (id),
    constraint transfer_function_version_key unique (division, key, version),
    constraint transfer_function_grade_check check (least_grade in ('1A', '2A', '3A', '4A', '5A')),
    constraint transfer_function_validity_check check (valid_to > valid_from),
    constraint transfer_function_published_check check (
        (published_at is null) = (published_by is null) and (published_at is null) = (document_number = '')
    ),
    constraint transfer_function_withdrawn_check check (
        (withdrawn_on is null) = (withdraw_reason = '') and (withdrawn_on is null or published_at is not null)
    ),
    -- Two people (双人复核): whoever drafted it does not publish it.
    constraint transfer_function_two_people_check check (
        published_by is null or coalesce(published_officer <> created_officer, published_by <> created_by)
    )
);
-- One version of a key begins on a day.
create unique index transfer_function_begin_key on purchase.transfer_function (division, key, valid_from)
    where published_at is not null;

create function purchase.refuse_change_of_function() returns trigger language plpgsql as $$
declare
    free text[] := array['withdrawn_on', 'withdraw_reason', 'updated_at', 'revision'];
begin
    if old.published_at is null then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op = 'DELETE' or to_jsonb(new) - free is distinct from to_jsonb(old) - free then
        raise exception 'function % is published, and may only be withdrawn', old.id;
    end if;
    return new;
end
$$;
create trigger transfer_function_fixed before update or delete on purchase.transfer_function
    for each row execute function purchase.refuse_change_of_function();
