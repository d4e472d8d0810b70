-- Recording rules, tried in the order of their place. Safe for the release before it: a new table.

create table recording_rule (
    id          uuid primary key,
    tenant_id   uuid    not null references tenant,
    origin_node text    not null,
    version     bigint  not null,
    deleted     boolean not null default false,
    place       integer not null,
    name        text    not null,
    enabled     boolean not null,
    mode        text    not null check (mode in ('ALWAYS', 'ON_DEMAND', 'NEVER', 'SAMPLE')),
    percent     integer not null check (percent between 0 and 100),
    side        text    not null check (side in ('ANY', 'CALLER', 'CALLEE')),
    numbers     text[]  not null default '{}', -- exact, or with * and ?
    group_ids   uuid[]  not null default '{}',
    trunks      text[]  not null default '{}'  -- address, network or host name of the SRC
);
create index recording_rule_order on recording_rule (tenant_id, place) where not deleted;

create trigger change_noted after insert or update on recording_rule for each row execute function note_change();
