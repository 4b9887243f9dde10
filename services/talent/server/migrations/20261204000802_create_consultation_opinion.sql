-- Opinions of organisations that are asked, one each, with what became of them.
create table talent.consultation_opinion (
    consultation uuid not null,
    organization text collate "C" not null,
    stance text not null,
    body text not null,
    answer_keys text[] not null,
    answer_texts text[] not null,
    may_publish boolean not null,
    created_by text not null,
    created_officer text,
    created_at timestamptz not null,
    submitted_at timestamptz not null,
    adoption text not null default '',
    reply text not null default '',
    replied_by text,
    replied_officer text,
    replied_at timestamptz,
    revision bigint not null default 1,
    constraint consultation_opinion_pkey primary key (consultation, organization),
    constraint consultation_opinion_asked_fkey foreign key (consultation, organization)
        references talent.consultation_asked (consultation, organization),
    constraint consultation_opinion_stance_check check (stance in ('for', 'against', 'amend', 'no_remark')),
    constraint consultation_opinion_amend_check check (stance <> 'amend' or body <> ''),
    constraint consultation_opinion_answers_check check (cardinality(answer_keys) = cardinality(answer_texts)),
    constraint consultation_opinion_adoption_check check (adoption in ('', 'adopted', 'partly', 'not_adopted')),
    constraint consultation_opinion_replied_check check (
        (adoption = '') = (replied_at is null) and (adoption = '') = (replied_by is null)
        and (reply <> '' or adoption in ('', 'adopted'))
    )
);

-- What an organisation said stays, once it has a reply; and nothing comes or changes after the conclusion.
create function talent.refuse_other_opinion() returns trigger language plpgsql as $$
begin
    if not exists (select from talent.consultation where id = new.consultation and status = 'open') then
        raise exception 'the consultation is over';
    end if;
    if tg_op = 'INSERT' then
        return new;
    end if;
    if (new.consultation, new.organization, new.created_by, new.created_at)
        is distinct from (old.consultation, old.organization, old.created_by, old.created_at) then
        raise exception 'an opinion is and stays of its organisation';
    end if;
    if old.adoption <> '' and (new.stance, new.body, new.answer_keys, new.answer_texts, new.may_publish, new.submitted_at)
        is distinct from (old.stance, old.body, old.answer_keys, old.answer_texts, old.may_publish, old.submitted_at) then
        raise exception 'an opinion with a reply stays as it is';
    end if;
    return new;
end
$$;
create trigger consultation_opinion_fixed before insert or update on talent.consultation_opinion
    for each row execute function talent.refuse_other_opinion();
create trigger consultation_opinion_kept before delete on talent.consultation_opinion
    for each row execute function talent.refuse_deletion();
