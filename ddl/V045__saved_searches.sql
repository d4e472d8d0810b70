-- Searches that people keep. Safe for the release before it: new table.

create table saved_search (
    id          uuid primary key,
    tenant_id   uuid    not null references tenant,
    origin_node text    not null,
    version     bigint  not null,
    deleted     boolean not null default false,
    user_id     uuid    not null references app_user,
    name        text    not null,
    query       text    not null -- the query part of the page's address
);
create unique index saved_search_name on saved_search (user_id, lower(name)) where not deleted;

create trigger change_noted after insert or update on saved_search for each row execute function note_change();
