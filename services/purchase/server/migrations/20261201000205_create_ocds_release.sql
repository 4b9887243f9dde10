-- Open contracting data (OCDS 1.1.5): a release for every change of what releases tell, made with the change and never changed. Each holds
-- all that was known of its process then, so that the last one is what all of them come to.
create table purchase.ocds_release (
    process uuid not null,
    number integer not null,
    ocid text collate "C" not null,
    release_id text collate "C" not null,
    division text collate "C" not null,
    tags text[] not null,
    released_at timestamptz not null,
    -- The day of `released_at` in Asia/Shanghai, of whose month the package is.
    released_on date not null,
    -- The release as JSON.
    content text not null,
    -- What all releases of the process come to with this one (the compiled release), as JSON.
    compiled text not null,
    constraint ocds_release_pkey primary key (process, number),
    constraint ocds_release_release_id_key unique (release_id)
);
create index ocds_release_ocid_idx on purchase.ocds_release (ocid, number);
create index ocds_release_day_idx on purchase.ocds_release (released_on, ocid, number);
create trigger ocds_release_kept before update or delete on purchase.ocds_release
    for each row execute function purchase.refuse_deletion();
