-- The revision of a case, for the statements of services that read a resource together with its case: in one statement both
-- are of one moment, so no etag vouches for what was not shown.
create function casework.revision(case_id uuid) returns bigint
language sql stable
as $$ select revision from casework.case where id = case_id $$;
