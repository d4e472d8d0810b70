-- Erasure of a person on request, its report, and what is known of locks in buckets. Safe for the release before it: new
-- tables only. Each node erases what it has; tombstones without content replicate like any other change.

create table erasure (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    reference    text        not null, -- under which the one who asks is known elsewhere
    subject_kind text        not null check (subject_kind in ('ADDRESS', 'USER')),
    subject      text        not null, -- emptied when nothing is left to be done
    state        text        not null check (state in ('FOUND', 'RUNNING', 'PREVENTED', 'DONE', 'CANCELLED')),
    recordings   int         not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    confirmed_by text,
    confirmed_at timestamptz,
    ended_at     timestamptz,
    due_at       timestamptz,
    tries        int         not null default 0,
    digest       text        not null default ''
);
create index erasure_by_time on erasure (tenant_id, requested_at desc, id desc);
create index erasure_due on erasure (tenant_id, due_at) where state = 'RUNNING';

create table erasure_recording (
    erasure_id   uuid not null references erasure,
    recording_id uuid not null,
    tenant_id    uuid not null references tenant,
    state        text not null check (state in ('WAITING', 'GONE', 'PREVENTED')),
    because      text not null default '',
    primary key (erasure_id, recording_id)
);

-- The report: each line's hash covers the line and the hash before it. Ids, keys and file names; nobody's name or number.
create table erasure_line (
    erasure_id   uuid        not null references erasure,
    number       int         not null,
    tenant_id    uuid        not null references tenant,
    recording_id uuid,
    kind         text        not null,
    what         text        not null,
    outcome      text        not null check (outcome in ('REMOVED', 'PREVENTED', 'STAYS', 'NOTE')),
    because      text        not null,
    at           timestamptz not null,
    hash         text        not null,
    primary key (erasure_id, number)
);
create trigger only_added_to before update or delete on erasure_line for each row execute function refuse_change();

-- Until when a bucket keeps objects of a recording: what was asked for when they were put, or what it said since.
create table object_lock (
    recording_id uuid primary key references recording,
    tenant_id    uuid        not null references tenant,
    locked_until timestamptz not null,
    because      text        not null,
    seen_at      timestamptz not null
);
