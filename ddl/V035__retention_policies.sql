-- What is kept how long, and what each run of it did. Safe for the release before it: new tables only.

create table retention_policy (
    id                 uuid primary key,
    tenant_id          uuid    not null references tenant,
    origin_node        text    not null,
    version            bigint  not null,
    deleted            boolean not null default false,
    name               text    not null,
    position           int     not null, -- the first that matches and deletes says when
    enabled            boolean not null,
    changed_at         timestamptz not null,
    group_id           uuid,             -- null in a condition: any
    tag_key            text,
    verdict            text check (verdict in ('COMPLETE', 'INTERRUPTED', 'ONE_SIDED', 'SILENT', 'NO_MEDIA')),
    min_duration_ms    bigint,
    max_duration_ms    bigint,
    keep_at_least_days int check (keep_at_least_days > 0),
    delete_after_days  int check (delete_after_days > 0),
    beyond_gigabytes   int check (beyond_gigabytes > 0),
    check (coalesce(keep_at_least_days, delete_after_days, beyond_gigabytes) is not null)
);
create unique index retention_policy_name on retention_policy (tenant_id, lower(name)) where not deleted;

create trigger change_noted after insert or update on retention_policy for each row execute function note_change();

-- Each node looks after the recordings it made, so a run is its own: not replicated. That something was deleted is in
-- the audit trail, which is.
create table retention_run (
    id         uuid primary key,
    tenant_id  uuid        not null references tenant,
    node       text        not null,
    started_by text        not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    place      text        not null, -- how far it has come
    examined   bigint      not null default 0,
    gone       bigint      not null default 0,
    bytes      bigint      not null default 0,
    kept       bigint      not null default 0,
    held       bigint      not null default 0,
    locked     bigint      not null default 0,
    failed     bigint      not null default 0,
    because    text        not null default ''
);
create unique index retention_run_one on retention_run (tenant_id, node) where ended_at is null;
create index retention_run_by_time on retention_run (tenant_id, started_at desc, id desc);

create table retention_run_item (
    run_id       uuid not null references retention_run,
    recording_id uuid not null,
    tenant_id    uuid not null references tenant,
    outcome      text not null check (outcome in ('GONE', 'HELD', 'LOCKED', 'FAILED')),
    policy_id    uuid not null,
    policy       text not null,
    because      text not null,
    primary key (run_id, recording_id)
);

-- Deletions that were decided and did not get to their end: few, or none.
create index recording_unfinished on recording (tenant_id, id) where state = 'PURGED' and not deleted;

-- Whether a journal holds another recording.
create index recording_by_journal on recording (journal) where not deleted;
