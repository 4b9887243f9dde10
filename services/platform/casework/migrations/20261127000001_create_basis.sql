-- Which rules and calendar last days are reckoned with, as programs began with them: the last row is in force. Programs of
-- two releases side by side would else undo each other's days for as long as both run.
create table casework.basis (
    turn bigint not null generated always as identity,
    basis text not null,
    begun_at timestamptz not null,
    constraint basis_pkey primary key (turn)
);
