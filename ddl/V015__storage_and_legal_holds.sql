-- Legal holds, and what the storage of media asks of the catalogue. Safe for the release before it: new table, new indexes.

create table legal_hold (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    recording_id uuid        not null references recording,
    reason       text        not null,
    placed_by    text        not null,
    placed_at    timestamptz not null,
    released_by  text,
    released_at  timestamptz
);
create index legal_hold_in_force on legal_hold (recording_id) where released_at is null and not deleted;

create trigger change_noted after insert or update on legal_hold for each row execute function note_change();

-- What lies on this node and may go once it is verified elsewhere.
create index copy_local on copy (node, recording_id) where place = 'local' and not deleted;
-- What waits for the bucket.
create index work_item_upload on work_item (state, created_at) where kind = 'UPLOAD' and state <> 'DONE';
