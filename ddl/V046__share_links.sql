-- Links to a moment of a recording that end. Safe for the release before it: new table.

create table share_link (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    recording_id uuid        not null references recording,
    author_id    uuid        not null,
    author       text        not null,
    digest       text        not null, -- of the secret in the link
    offset_ms    bigint      not null,
    made_at      timestamptz not null,
    expires_at   timestamptz not null
);
create unique index share_link_digest on share_link (digest);
create index share_link_of_recording on share_link (recording_id) where not deleted;

create trigger change_noted after insert or update on share_link for each row execute function note_change();
