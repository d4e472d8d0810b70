-- Webhooks, and what is on its way to them. Safe for the release before it: new tables.

create table webhook (
    id               uuid primary key,
    tenant_id        uuid    not null references tenant,
    origin_node      text    not null,
    version          bigint  not null,
    deleted          boolean not null default false,
    name             text    not null,
    url              text    not null,
    events           text[]  not null,
    enabled          boolean not null,
    secret           text    not null,
    previous_secret  text,
    rotated_at       timestamptz,
    disabled_because text    not null default ''
);
create trigger change_noted after insert or update on webhook for each row execute function note_change();

-- Each node tells what happened on it: neither what is on its way nor who fails is replicated.
create table webhook_delivery (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    webhook_id   uuid        not null references webhook,
    event_id     uuid        not null,
    kind         text        not null,
    body         text        not null,
    state        text        not null check (state in ('WAITING', 'DONE', 'GIVEN_UP')),
    due_at       timestamptz not null,
    attempts     integer     not null default 0,
    leased_by    text,
    leased_until timestamptz,
    status       integer,
    because      text,
    created_at   timestamptz not null,
    finished_at  timestamptz,
    unique (webhook_id, event_id)
);
create index webhook_delivery_due on webhook_delivery (due_at) where state = 'WAITING';
create index webhook_delivery_newest on webhook_delivery (webhook_id, created_at desc);

create table webhook_failing (
    webhook_id uuid primary key references webhook,
    since      timestamptz not null
);
