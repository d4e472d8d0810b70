-- Reports of reconciliation: what this node's catalogue held at that moment, hence not replicated. Safe for the release before it.

create table reconciliation (
    id                uuid primary key,
    tenant_id         uuid        not null references tenant,
    made_at           timestamptz not null,
    made_by           text        not null,
    name              text        not null,
    tolerance_seconds bigint      not null,
    period_from       timestamptz not null,
    period_until      timestamptz not null,
    expected          integer     not null,
    matched           integer     not null,
    missing           integer     not null,
    unexpected        integer     not null,
    differing         integer     not null,
    lines             bytea       not null -- compressed JSON
);
create index reconciliation_newest on reconciliation (tenant_id, made_at desc, id desc);
