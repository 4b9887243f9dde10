-- A check outlives its grade where the grade ends before anything is concluded.
alter table inspection.rating_check drop constraint rating_check_state_check;
alter table inspection.rating_check add constraint rating_check_state_check
    check (state in ('checking', 'kept', 'downgraded', 'cancelled', 'lapsed'));
