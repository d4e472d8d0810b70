-- Groups, roles, whose a recording is, notes, tags, and the audit trail.

-- The default roles are the same rows on every node; an administrator may change them.
create table app_role (
    id          uuid primary key,
    tenant_id   uuid    not null references tenant,
    origin_node text    not null,
    version     bigint  not null,
    deleted     boolean not null default false,
    name        text    not null,
    permissions text[]  not null default '{}' -- right:scope
);
create unique index app_role_name on app_role (tenant_id, lower(name)) where not deleted;

create table user_group (
    id          uuid primary key,
    tenant_id   uuid    not null references tenant,
    origin_node text    not null,
    version     bigint  not null,
    deleted     boolean not null default false,
    name        text    not null,
    parent_id   uuid references user_group
);
create unique index user_group_name on user_group
    (tenant_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name)) where not deleted;
create index user_group_children on user_group (parent_id) where not deleted;

-- What an address of record is compared by, the most exact first: user@host, then the user part alone. Scheme, brackets,
-- parameters, port, case and the separators within a number mean nothing. AddressKeys.java says the same.
create function address_keys(aor text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
    bare text := lower(regexp_replace(regexp_replace(btrim(aor), '^[^<]*<([^>]*)>.*$', '\1'), '^(sips?|tel):', '', 'i'));
    who  text;
    host text;
begin
    bare := split_part(split_part(bare, ';', 1), '?', 1);
    who := btrim(split_part(bare, '@', 1));
    host := regexp_replace(btrim(split_part(bare, '@', 2)), ':[0-9]+$', '');
    if who ~ '[0-9]' and who !~ '[^-+0-9(). /]' then
        who := regexp_replace(who, '[-(). /]', '', 'g');
    end if;
    who := left(who, 200);
    host := left(host, 200);
    return case
        when who = '' then '{}'::text[]
        when host = '' then array[who]
        else array[who || '@' || host, who]
    end;
end $$;

create function extension_keys(extensions text[]) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(array_agg(distinct (address_keys(e))[1]) filter (where cardinality(address_keys(e)) > 0), '{}')
      from unnest(extensions) e
$$;

alter table recording_participant add column keys text[] generated always as (address_keys(aor)) stored;
create index participant_keys on recording_participant using gin (keys);

alter table app_user
    add column email             text        not null default '',
    add column role_ids          uuid[]      not null default '{}',
    add column group_ids         uuid[]      not null default '{}',
    add column managed_group_ids uuid[]      not null default '{}',
    add column extensions        text[]      not null default '{}',
    -- sessions and tokens from before then are worth nothing
    add column valid_from        timestamptz not null default 'epoch';
alter table app_user add column keys text[] generated always as (extension_keys(extensions)) stored;
create index app_user_keys on app_user using gin (keys) where not deleted;
create index app_user_groups on app_user using gin (group_ids) where not deleted;

alter table api_token
    add column name   text   not null default '',
    add column rights text[] not null default '{}'; -- none: all that its user has
create index api_token_of_user on api_token (user_id) where not deleted;

-- Whose a recording is: worked out from participants and users by each node for itself, hence not replicated.
create table recording_assignment (
    tenant_id    uuid not null references tenant,
    user_id      uuid not null references app_user,
    recording_id uuid not null references recording,
    primary key (user_id, recording_id)
);
create index assignment_of_recording on recording_assignment (recording_id, user_id);

create table note (
    id           uuid primary key,
    tenant_id    uuid        not null references tenant,
    origin_node  text        not null,
    version      bigint      not null,
    deleted      boolean     not null default false,
    recording_id uuid        not null references recording,
    author_id    uuid        not null,
    author       text        not null,
    written_at   timestamptz not null,
    offset_ms    bigint, -- null: of the whole recording
    text         text        not null,
    search_text  text        not null generated always as (lower(text)) stored
);
create index note_of_recording on note (recording_id);
create index note_search on note using gin (search_text gin_trgm_ops);

create table recording_tag (
    id           uuid primary key,
    tenant_id    uuid    not null references tenant,
    origin_node  text    not null,
    version      bigint  not null,
    deleted      boolean not null default false,
    recording_id uuid    not null references recording,
    tag          text    not null,
    author       text    not null,
    tag_key      text    not null generated always as (lower(tag)) stored
);
create unique index recording_tag_once on recording_tag (recording_id, tag_key) where not deleted;
create index recording_tag_search on recording_tag (tenant_id, tag_key, recording_id) where not deleted;

-- The audit trail: one chain a node. Each entry's hash covers its content and the hash before it.
create table audit_entry (
    node          text        not null,
    seq           bigint      not null,
    tenant_id     uuid        not null references tenant,
    at            timestamptz not null,
    actor_id      uuid,
    actor         text        not null,
    address       text        not null,
    action        text        not null,
    object        text        not null,
    object_id     text        not null,
    detail        text        not null,
    before_value  text,
    after_value   text,
    previous_hash text        not null,
    hash          text        not null,
    primary key (node, seq)
);
create index audit_by_time on audit_entry (tenant_id, at desc, node, seq desc);
create index audit_by_object on audit_entry (tenant_id, object_id, at desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is only ever added to';
end $$;
create trigger only_added_to before update or delete on audit_entry for each row execute function refuse_change();
create trigger never_emptied before truncate on audit_entry for each statement execute function refuse_change();

do $$
declare t text;
begin
    foreach t in array array['app_role', 'user_group', 'note', 'recording_tag']
    loop
        execute format('create trigger change_noted after insert or update on %I for each row execute function note_change()', t);
    end loop;
end $$;

insert into app_role (id, tenant_id, origin_node, version, name, permissions)
select r.id::uuid, '00000000-0000-7000-8000-000000000000', 'holdfast', 1, r.name, r.permissions from (values
    ('00000000-0000-7000-8000-000000000101', 'agent', array[
        'list:own', 'listen:own', 'see-numbers:own', 'tag:own', 'note:own', 'pause:own']),
    ('00000000-0000-7000-8000-000000000102', 'supervisor', array[
        'list:group-tree', 'listen:group-tree', 'listen-live:group-tree', 'see-numbers:group-tree', 'tag:group-tree',
        'note:group-tree', 'pause:group-tree']),
    ('00000000-0000-7000-8000-000000000103', 'compliance officer', array[
        'list:tenant', 'listen:tenant', 'download:tenant', 'see-numbers:tenant', 'tag:tenant', 'note:tenant',
        'delete:tenant', 'hold:tenant', 'export:tenant', 'read-audit:tenant']),
    ('00000000-0000-7000-8000-000000000104', 'telephony engineer', array[
        'list:tenant', 'see-numbers:tenant', 'configure:tenant']),
    ('00000000-0000-7000-8000-000000000105', 'administrator', array[
        'list:all', 'listen:all', 'download:all', 'listen-live:all', 'see-numbers:all', 'tag:all', 'note:all', 'pause:all',
        'delete:all', 'hold:all', 'export:all', 'configure:all', 'manage-users:all', 'read-audit:all']),
    ('00000000-0000-7000-8000-000000000106', 'auditor', array['list:tenant', 'read-audit:tenant'])
) as r(id, name, permissions);

update app_user
   set role_ids = array['00000000-0000-7000-8000-000000000105'::uuid], version = version + 1
 where 'administrator' = any (roles);
