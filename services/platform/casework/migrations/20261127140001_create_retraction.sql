-- Announcements that were taken back (撤回公开): they are kept, and shown no more.
create table casework.retraction (
    announcement uuid not null,
    reasons text not null,
    retracted_on date not null,
    created_at timestamptz not null,
    constraint retraction_pkey primary key (announcement),
    constraint retraction_announcement_fkey foreign key (announcement) references casework.announcement (id)
);
create trigger retraction_is_append_only before update or delete on casework.retraction
    for each row execute function uow.refuse_rewriting();
