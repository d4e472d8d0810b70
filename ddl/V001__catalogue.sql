-- The catalogue of one node. Forward only; every later migration must be safe for the release before it.
--
-- Every replicated row has: id; tenant_id (whose it is); origin_node (who wrote this version of it);
-- version (hybrid logical clock: milliseconds since 1970 times 65536 plus a counter); deleted (tombstone).
-- Its every change is noted in change_log by the one trigger function below, in the same transaction.

create extension if not exists pg_trgm; -- trusted: the owner of the database may create it

create table tenant (
    id          uuid primary key,
    tenant_id   uuid    not null generated always as (id) stored,
    name        text    not null,
    origin_node text    not null,
    version     bigint  not null,
    deleted     boolean not null default false
);
create unique index tenant_name on tenant (name) where not deleted;

-- The tenant small installations never notice; the same on every node.
insert into tenant (id, name, origin_node, version)
values ('00000000-0000-7000-8000-000000000000', 'default', 'holdfast', 1);

-- Whoever has ever worked on this database. Kept by each node for itself, not replicated.
create table node (
    name       text primary key,
    roles      text        not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);

create table change_log (
    seq         bigint generated always as identity primary key,
    -- sequence numbers become visible out of order: a reader must stop below the oldest transaction still running
    xid         xid8        not null default pg_current_xact_id(),
    table_name  text        not null,
    row_id      uuid        not null,
    tenant_id   uuid        not null,
    origin_node text        not null,
    version     bigint      not null,
    deleted     boolean     not null,
    changed_at  timestamptz not null default clock_timestamp()
);

create function note_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.version <= old.version then
        raise exception 'row % of % changed without a newer version', new.id, tg_table_name;
    end if;
    insert into change_log (table_name, row_id, tenant_id, origin_node, version, deleted)
    values (tg_table_name, new.id, new.tenant_id, new.origin_node, new.version, new.deleted);
    return null;
end $$;

-- A conversation joins the recordings of one CS group. Its id is made from tenant and key, so that two nodes that
-- record parts of the same conversation make the same row.
create table conversation (
    id          uuid primary key,
    tenant_id   uuid        not null references tenant,
    origin_node text        not null,
    version     bigint      not null,
    deleted     boolean     not null default false,
    key         text        not null,
    started_at  timestamptz not null
);
create unique index conversation_key on conversation (tenant_id, key);

create table recording (
    id              uuid primary key,
    tenant_id       uuid        not null references tenant,
    origin_node     text        not null,
    version         bigint      not null,
    deleted         boolean     not null default false,
    conversation_id uuid        not null references conversation,
    node            text        not null,
    journal         text        not null,
    state           text        not null check (state in ('CAPTURING', 'CAPTURED', 'FINALISED', 'PURGED')),
    verdict         text check (verdict in ('COMPLETE', 'INTERRUPTED', 'ONE_SIDED', 'SILENT', 'NO_MEDIA')),
    verdict_reasons text[]      not null default '{}',
    direction       text        not null,
    started_at      timestamptz not null,
    ended_at        timestamptz not null,
    duration_ms     bigint      not null,
    end_cause       text        not null,
    warnings        text[]      not null default '{}'
);
create index recording_by_time on recording (tenant_id, started_at desc, id desc) where not deleted;
create index recording_by_duration on recording (tenant_id, duration_ms desc, id desc) where not deleted;
create index recording_by_conversation on recording (conversation_id);

create table recording_participant (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    recording_id uuid        not null references recording,
    ordinal      int         not null,
    source_id    text        not null,
    aor          text        not null,
    name         text        not null,
    role         text        not null,
    joined_at    timestamptz not null,
    left_at      timestamptz,
    channel      int,
    search_text  text        not null generated always as (lower(name || ' ' || aor)) stored
);
create index participant_of_recording on recording_participant (recording_id);
create index participant_search on recording_participant using gin (search_text gin_trgm_ops);

create table recorded_stream (
    id           uuid primary key,
    tenant_id    uuid    not null references tenant,
    origin_node  text    not null,
    version      bigint  not null,
    deleted      boolean not null default false,
    recording_id uuid    not null references recording,
    number       int     not null,
    label        text    not null,
    kind         text    not null,
    codec        text    not null,
    clock_rate   int     not null,
    participants text[]  not null default '{}'
);
create index stream_of_recording on recorded_stream (recording_id);

create table gap (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    recording_id uuid        not null references recording,
    stream       int         not null,
    started_at   timestamptz not null,
    ended_at     timestamptz not null,
    cause        text        not null
);
create index gap_of_recording on gap (recording_id);

create table recording_event (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    recording_id uuid        not null references recording,
    at           timestamptz not null,
    kind         text        not null,
    detail       text        not null
);
create index event_of_recording on recording_event (recording_id);

create table recording_identifier (
    id           uuid primary key,
    tenant_id    uuid    not null references tenant,
    origin_node  text    not null,
    version      bigint  not null,
    deleted      boolean not null default false,
    recording_id uuid    not null references recording,
    name         text    not null,
    value        text    not null,
    search_text  text    not null generated always as (lower(value)) stored
);
create index identifier_of_recording on recording_identifier (recording_id);
create index identifier_search on recording_identifier using gin (search_text gin_trgm_ops);

create table metadata_snapshot (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    recording_id uuid        not null references recording,
    ordinal      int         not null,
    at           timestamptz not null,
    method       text        not null,
    content_type text        not null,
    body         bytea       not null
);
create index snapshot_of_recording on metadata_snapshot (recording_id);

-- One file of a recording's media in one place. What is here was read back and compared at verified_at.
create table copy (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    recording_id uuid        not null references recording,
    place        text        not null,
    node         text        not null,
    kind         text        not null,
    content_type text        not null,
    location     text        not null,
    bytes        bigint      not null,
    sha256       text        not null,
    verified_at  timestamptz not null
);
create unique index copy_once on copy (recording_id, place, node, kind) where not deleted;

create table app_user (
    id            uuid primary key,
    tenant_id     uuid    not null references tenant,
    origin_node   text    not null,
    version       bigint  not null,
    deleted       boolean not null default false,
    login         text    not null,
    name          text    not null,
    password_hash text    not null,
    enabled       boolean not null,
    roles         text[]  not null default '{}'
);
create unique index app_user_login on app_user (tenant_id, lower(login)) where not deleted;

create table api_token (
    id          uuid primary key,
    tenant_id   uuid        not null references tenant,
    origin_node text        not null,
    version     bigint      not null,
    deleted     boolean     not null default false,
    user_id     uuid        not null references app_user,
    digest      text        not null,
    issued_at   timestamptz not null,
    expires_at  timestamptz not null
);
create unique index api_token_digest on api_token (digest);
create index api_token_expiry on api_token (expires_at) where not deleted;

-- Slow work. Belongs to this database alone, hence neither versioned nor replicated.
create table work_item (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    recording_id uuid        not null references recording,
    kind         text        not null,
    node         text        not null,
    state        text        not null check (state in ('WAITING', 'DONE', 'GIVEN_UP')),
    due_at       timestamptz not null,
    attempts     int         not null default 0,
    failures     int         not null default 0,
    leased_by    text,
    leased_until timestamptz,
    because      text,
    created_at   timestamptz not null,
    finished_at  timestamptz
);
create unique index work_item_once on work_item (recording_id, kind);
create index work_item_due on work_item (node, due_at) where state = 'WAITING';

do $$
declare t text;
begin
    for t in select table_name from information_schema.columns
              where table_schema = current_schema() and column_name = 'origin_node'
                and table_name <> 'change_log'
    loop
        execute format('create trigger change_noted after insert or update on %I for each row execute function note_change()', t);
    end loop;
end $$;
