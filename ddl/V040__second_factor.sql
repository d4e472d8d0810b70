-- A second factor of a user (RFC 6238): the secret shared with their device, and what was used up of it.
create table second_factor (
    id             uuid primary key,
    tenant_id      uuid        not null references tenant,
    origin_node    text        not null,
    version        bigint      not null,
    deleted        boolean     not null default false,
    user_id        uuid        not null references app_user,
    secret         text        not null, -- hexadecimal
    confirmed_at   timestamptz,          -- null: shown, but no code of it was seen yet; asks nobody for a code
    last_step      bigint      not null default 0, -- a code of this time step or before is worth nothing any more
    recovery_codes text[]      not null default '{}' -- SHA-256 of those not used yet
);
create unique index second_factor_of_user on second_factor (user_id) where not deleted;
create trigger change_noted after insert or update on second_factor for each row execute function note_change();
