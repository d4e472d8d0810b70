-- Storage targets beside the bucket of the settings, and what scrubbing has seen. Safe for the release before it: new tables.

-- Copies of media name a target by its id in copy.place. The secret is sealed with a key that is on the nodes alone.
create table storage_target (
    id                   uuid primary key,
    tenant_id            uuid             not null references tenant,
    origin_node          text             not null,
    version              bigint           not null,
    deleted              boolean          not null default false,
    name                 text             not null,
    enabled              boolean          not null,
    position             int              not null,
    type                 text             not null check (type in ('AWS', 'COMPATIBLE', 'DIRECTORY')),
    endpoint             text             not null,
    region               text             not null,
    bucket               text             not null,
    prefix               text             not null,
    access_key           text             not null,
    directory            text             not null,
    sealed_secret        text             not null,
    path_style           boolean          not null,
    checksums            boolean          not null,
    encryption           text             not null check (encryption in ('NONE', 'SSE_S3', 'SSE_KMS')),
    kms_key              text             not null,
    storage_class        text             not null,
    lock_mode            text             not null check (lock_mode in ('NONE', 'GOVERNANCE', 'COMPLIANCE')),
    lock_days            int              not null,
    group_ids            uuid[]           not null default '{}',
    tags                 text[]           not null default '{}',
    mirror               text             not null default '',
    presign_seconds      int              not null check (presign_seconds between 0 and 300),
    monthly_price_per_gb double precision not null default 0
);
create index storage_target_of_tenant on storage_target (tenant_id, position) where not deleted;

create trigger change_noted after insert or update on storage_target for each row execute function note_change();

-- How many files are at a target, asked before it is removed.
create index copy_place on copy (place) where place <> 'local' and place <> 's3' and not deleted;

-- What the last look at a stored file found. Each node looks at what it put there, hence not replicated.
create table copy_check (
    copy_id    uuid primary key references copy,
    checked_at timestamptz not null,
    outcome    text        not null check (outcome in ('GOOD', 'REPAIRED', 'DAMAGED')),
    because    text        not null default ''
);
create index copy_check_trouble on copy_check (checked_at) where outcome <> 'GOOD';

-- How far each node has come in looking at what it stored, in the order of the ids of copies.
create table scrub_round (
    node     text primary key,
    after_id uuid        not null,
    since    timestamptz not null,
    rounds   bigint      not null
);
create index copy_of_node on copy (node, id) where not deleted;

-- Whether an object under Object Lock carries the flag of a legal hold. Each node looks after what it put there, hence not replicated.
create table copy_hold (
    copy_id uuid primary key references copy,
    held    boolean     not null,
    at      timestamptz not null
);
create index copy_hold_set on copy_hold (copy_id) where held;
