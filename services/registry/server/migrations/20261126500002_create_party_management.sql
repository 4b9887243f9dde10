-- Whose party body manages an organisation (意见(六)), from a day on; the assignment with the greatest (valid_from, number)
-- of those not later than a day holds on it.
create table registry.party_management (
    code text collate "C" not null,
    number bigint not null,
    valid_from date not null,
    body text not null,
    managing_department text collate "C" not null,
    decoupled boolean not null,
    community boolean not null,
    unit_without_party_body boolean not null,
    basis text not null,
    department text not null,
    actor text not null,
    created_at timestamptz not null,
    constraint party_management_pkey primary key (code, number),
    constraint party_management_code_fkey foreign key (code) references registry.organization (code),
    constraint party_management_body_check
        check (body in ('supervising_unit', 'industry', 'territory', 'comprehensive', 'community'))
);

-- The managing bodies of the article that the directory did not have, and who sends instructors.
insert into registry.department (key, title, kind, valid_from, source) values
    ('community-party-organisation', '社区（村）党组织', 'party_body', date '2000-01-01', '意见（征求意见稿）'),
    ('social-organisation-party-committee', '社会组织综合党委', 'party_body', date '2000-01-01', '意见（征求意见稿）');

insert into registry.duty (department, key, article, description, valid_from) values
    ('community-party-organisation', 'party-mechanism', '意见(六)', '加强对城乡社区社会组织的领导', date '2022-01-01'),
    ('social-organisation-party-committee', 'party-coverage', '意见(五)', '选派党建工作指导员', date '2022-01-01'),
    ('social-organisation-party-committee', 'party-mechanism', '意见(六)',
     '管理脱钩后的行业协会商会和直接登记的社会组织的党建工作', date '2022-01-01'),
    ('township', 'party-coverage', '意见(五)', '属地党组织选派党建工作指导员', date '2022-01-01'),
    ('township', 'party-mechanism', '意见(六)', '属地管理脱钩后的行业协会商会和直接登记的社会组织的党建工作',
     date '2022-01-01');
