-- Joint branches (联合党支部, PB-02) and who is in them; an organisation is in one at a time.
create table registry.joint_branch (
    id uuid not null,
    title text not null,
    division text collate "C" not null,
    ground text not null,
    ground_description text not null,
    managing_department text collate "C" not null,
    established_on date not null,
    dissolved_on date,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint joint_branch_pkey primary key (id),
    constraint joint_branch_ground_check check (ground in ('nearness', 'trade')),
    constraint joint_branch_dissolved_check check (dissolved_on >= established_on)
);

create table registry.joint_branch_member (
    id uuid not null,
    branch uuid not null,
    code text collate "C" not null,
    joined_on date not null,
    left_on date,
    created_at timestamptz not null,
    constraint joint_branch_member_pkey primary key (id),
    constraint joint_branch_member_branch_fkey foreign key (branch) references registry.joint_branch (id),
    constraint joint_branch_member_code_fkey foreign key (code) references registry.organization (code),
    constraint joint_branch_member_left_check check (left_on >= joined_on)
);

create unique index joint_branch_member_code_key on registry.joint_branch_member (code) where left_on is null;
create index joint_branch_member_branch_index on registry.joint_branch_member (branch) where left_on is null;
create index joint_branch_member_history_index on registry.joint_branch_member (code, joined_on);
