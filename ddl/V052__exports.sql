-- Exports: what somebody asked to be packed, and which recordings are in it. Belong to this database alone, hence neither versioned nor
-- replicated. Safe for the release before it: new tables only.
create table export_job (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    node         text        not null, -- where it is packed and lies
    user_id      uuid        not null references app_user,
    login        text        not null,
    address      text        not null,
    only_rights  text[]      not null default '{}', -- beyond which the sign-in did not go
    format       text        not null check (format in ('STORED', 'WAV', 'WEBM')),
    asked        text        not null,
    state        text        not null check (state in ('WAITING', 'RUNNING', 'READY', 'FAILED', 'GONE')),
    requested_at timestamptz not null,
    finished_at  timestamptz,
    expires_at   timestamptz,
    leased_until timestamptz,
    attempts     int         not null default 0,
    total        int         not null,
    done         int         not null default 0,
    included     int         not null default 0,
    bytes        bigint      not null default 0,
    sha256       text        not null default '',
    because      text        not null default ''
);
create index export_job_of_user on export_job (user_id, requested_at desc);
create index export_job_open on export_job (node, requested_at) where state in ('WAITING', 'RUNNING', 'READY');

create table export_item (
    export_id    uuid    not null references export_job on delete cascade,
    ordinal      int     not null,
    recording_id uuid    not null, -- may be erased
    included     boolean not null default false,
    outcome      text    not null default '',
    primary key (export_id, ordinal)
);
create index export_item_of_recording on export_item (recording_id);
