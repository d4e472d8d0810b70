-- Encryption of media at rest. Safe for the release before it: a new table, new columns that may be null.

-- The data key of a recording, wrapped by a key encryption key that is not in here. A destroyed one is empty.
create table media_key (
    id           uuid primary key, -- that of the recording: one has one key, on every node the same
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    wrapped      text        not null,
    created_at   timestamptz not null,
    destroyed_at timestamptz,
    destroyed_by text
);
create trigger change_noted after insert or update on media_key for each row execute function note_change();

-- Of an encrypted copy: what it is in clear. Null: it is in clear.
alter table copy add column plain_bytes bigint, add column plain_sha256 text;
