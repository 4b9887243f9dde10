-- That measures were imposed: for a listing, or for a valid high grade of an organisation on no list.
create table credit.imposition (
    id uuid not null,
    organization text collate "C" not null,
    division text collate "C" not null,
    -- `abnormal`, `serious`, `grade_4a` or `grade_5a`.
    target text not null,
    -- Id of the listing, or of the record of the grade.
    cause uuid not null,
    imposed_on date not null,
    -- The day from which its cause has ended.
    ended_on date,
    -- As if the cause had never been.
    withdrawn boolean not null default false,
    created_at timestamptz not null,
    constraint imposition_pkey primary key (id),
    constraint imposition_target_check check (target in ('abnormal', 'serious', 'grade_4a', 'grade_5a')),
    constraint imposition_withdrawn_check check (not withdrawn or ended_on is not null)
);
-- A listing has its measures once; a grade has them anew when its organisation has left the lists.
create unique index imposition_listing_key on credit.imposition (cause) where target in ('abnormal', 'serious');
create unique index imposition_standing_key on credit.imposition (cause) where ended_on is null;
