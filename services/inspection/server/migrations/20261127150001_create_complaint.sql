-- Complaints and reports (投诉举报). What was said and who said it are sealed; the secret of a receipt is kept as its hash alone.
create table inspection.complaint_ground (
    key text collate "C" not null,
    title text not null,
    basis text not null,
    mark text not null,
    valid_from date not null,
    valid_to date,
    constraint complaint_ground_pkey primary key (key, valid_from),
    constraint complaint_ground_mark_check check (mark in ('V', 'v', 'MH', 'MM', 'ML', 'D')),
    constraint complaint_ground_valid_check check (valid_to > valid_from)
);

insert into inspection.complaint_ground (key, title, basis, mark, valid_from) values
    ('beyond-scope', '超出章程规定的宗旨和业务范围活动', '社会团体登记管理条例（2016年）第三十条', 'MH', date '2016-02-06'),
    ('branches', '违反规定设立、管理分支机构', '社会团体登记管理条例（2016年）第三十条', 'MH', date '2016-02-06'),
    ('embezzlement', '侵占、私分、挪用资产或者捐赠、资助', '社会团体登记管理条例（2016年）第三十条', 'MH', date '2016-02-06'),
    ('false-registration', '弄虚作假骗取登记', '社会团体登记管理条例（2016年）第二十九条', 'MH', date '2016-02-06'),
    ('governance', '不按章程换届、决策或者公开', '设计选择：章程', 'D', date '2016-02-06'),
    ('illegal-fees', '违反规定收取费用、筹集资金或者接受、使用捐赠', '社会团体登记管理条例（2016年）第三十条', 'MH', date '2016-02-06'),
    ('lent-certificate', '涂改、出租、出借证书或者印章', '社会团体登记管理条例（2016年）第三十条', 'MH', date '2016-02-06'),
    ('other', '其他', '设计选择', 'D', date '2016-02-06'),
    ('profit-seeking', '从事营利性的经营活动', '社会团体登记管理条例（2016年）第三十条', 'MH', date '2016-02-06'),
    ('refused-supervision', '不接受或者不按规定接受监督检查', '社会团体登记管理条例（2016年）第三十条', 'MH', date '2016-02-06'),
    ('unregistered-activity', '未经登记以社会组织名义活动', '取缔非法社会组织办法（民政部令第77号）', 'v', date '2025-05-01'),
    ('unregistered-change', '不按规定办理变更登记', '社会团体登记管理条例（2016年）第三十条', 'MH', date '2016-02-06');

create table inspection.complaint (
    id uuid not null,
    receipt text collate "C" not null,
    secret_hash bytea not null,
    state text not null,
    division text collate "C" not null,
    receiving_division text collate "C" not null,
    competent_division text collate "C" not null,
    competence text not null,
    competence_rule text not null,
    competence_version integer not null,
    portal_department text not null,
    department text not null,
    channel text not null,
    anonymous boolean not null,
    grounds text[] not null,
    occurred_from date not null,
    occurred_to date not null,
    documents uuid[] not null,
    statement bytea not null,
    reporter bytea,
    handler_hash bytea,
    lead uuid,
    links text[] not null,
    finding text not null,
    outcome text,
    answer text not null,
    transferred_to text not null,
    received_on date not null,
    accepted_on date,
    concluded_on date,
    informed_on date,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint complaint_pkey primary key (id),
    constraint complaint_receipt_key unique (receipt),
    constraint complaint_lead_fkey foreign key (lead) references inspection.complaint (id),
    constraint complaint_lead_check check (lead <> id),
    constraint complaint_state_check check (state in ('received', 'routed', 'transferred', 'accepted', 'declined', 'verified',
        'merged', 'concluded', 'informed', 'withdrawn')),
    constraint complaint_merged_check check (state <> 'merged' or lead is not null),
    constraint complaint_competence_check check (competence in ('registering', 'place_of_act', 'common_superior')),
    constraint complaint_channel_check check (channel in ('web', 'phone', 'letter', 'visit', 'department')),
    constraint complaint_anonymous_check check (anonymous = (reporter is null)),
    constraint complaint_occurred_check check (occurred_to >= occurred_from),
    constraint complaint_outcome_check check (outcome in ('upheld', 'partly_upheld', 'not_upheld', 'unverifiable')),
    constraint complaint_concluded_check check ((outcome is not null) = (state in ('concluded', 'informed'))),
    constraint complaint_secret_check check (length(secret_hash) = 32)
);
create index complaint_county_index on inspection.complaint (division, id);
create index complaint_city_index on inspection.complaint (left(division, 4), id);
create index complaint_lead_index on inspection.complaint (lead) where lead is not null;
create index complaint_received_index on inspection.complaint (received_on);

create table inspection.complaint_subject (
    complaint uuid not null,
    number integer not null,
    code text collate "C" not null,
    title text not null,
    title_folded text collate "C" not null,
    division text collate "C" not null,
    constraint complaint_subject_pkey primary key (complaint, number),
    constraint complaint_subject_complaint_fkey foreign key (complaint) references inspection.complaint (id)
);
create unique index complaint_subject_code_key on inspection.complaint_subject (complaint, code) where code <> '';
create index complaint_subject_code_index on inspection.complaint_subject (code, complaint) where code <> '';
create index complaint_subject_title_index on inspection.complaint_subject (division, title_folded);

-- A complaint may prove true of several organisations: one outcome of a kind stands for each.
drop index inspection.outcome_standing_key;
create unique index outcome_standing_key on inspection.outcome (resource, kind, organization)
    where withdrawn_on is null and counts_until is null;
