-- What a search looks at: one row a recording, worked out by each node for itself from the rows of the catalogue, hence not
-- replicated. One inverted index holds every key and every piece of a word, so that any combination of conditions meets within it.
-- Safe for the release before it: new tables, triggers and indexes only.

-- Every four letters or digits in a row: three say too little among ten million names and numbers. Whatever contains a text has
-- all pieces of it.
create function word_pieces(searched text) returns text[] language plpgsql immutable strict parallel safe cost 1000 as $$
declare
    run   text;
    found text[] := '{}';
begin
    foreach run in array regexp_split_to_array(searched, '[^[:alnum:]]+') loop
        for i in 1 .. length(run) - 3 loop
            found := found || substr(run, i, 4);
        end loop;
    end loop;
    return found;
end $$;

-- What a recording is found by exactly. SearchKeys.java says the same.
-- d: day, m: 32 days, l: binary digits of its seconds, s: state, v: verdict, o: direction, n: node, @ tenant.
create function fact_keys(tenant uuid, started_at timestamptz, duration_ms bigint, state text, verdict text, direction text, node text)
    returns text[] language sql stable parallel safe as $$
    select array_remove(array[
        'd:' || floor(date_part('epoch', started_at) / 86400)::int,
        'm:' || floor(date_part('epoch', started_at) / 2764800)::int,
        'l:' || length(ltrim((duration_ms / 1000)::bit(40)::text, '0')),
        's:' || state,
        'v:' || verdict,
        'o:' || direction,
        'n:' || node,
        case when tenant <> '00000000-0000-7000-8000-000000000000' then '@' || tenant end], null)
$$;

create table recording_search (
    recording_id uuid primary key,
    tenant_id    uuid        not null,
    started_at   timestamptz not null,
    duration_ms  bigint      not null,
    names        text        not null, -- each of these in lower case, one a line
    addresses    text        not null,
    identifiers  text        not null, -- each line begins with a line feed
    notes        text        not null,
    keys         text[] collate "C" not null,
    refreshed    xid8        not null default pg_current_xact_id()
);

create view recording_search_source as
select r.id as recording_id, r.tenant_id, r.started_at, r.duration_ms, p.names, p.addresses, i.identifiers, n.notes,
       fact_keys(r.tenant_id, r.started_at, r.duration_ms, r.state, r.verdict, r.direction, r.node) || i.keys || t.keys || a.keys as keys
  from recording r
  cross join lateral (
       select coalesce(string_agg(lower(name), chr(10) order by ordinal), '') as names,
              coalesce(string_agg(lower(aor), chr(10) order by ordinal), '') as addresses
         from recording_participant where recording_id = r.id and not deleted) p
  cross join lateral ( -- found whole or by its beginning
       select coalesce(string_agg(chr(10) || search_text, '' order by name, search_text), '') as identifiers,
              coalesce(array_agg('i:' || left(search_text, 8)), '{}')
                  || coalesce(array_agg('i:' || left(search_text, 16)) filter (where length(search_text) > 8), '{}') as keys
         from recording_identifier where recording_id = r.id and not deleted) i
  cross join lateral (
       select coalesce(string_agg(search_text, chr(10) order by written_at, id), '') as notes
         from note where recording_id = r.id and not deleted) n
  cross join lateral (
       select coalesce(array_agg('t:' || tag_key order by tag_key), '{}') as keys
         from recording_tag where recording_id = r.id and not deleted) t
  cross join lateral (
       select coalesce(array_agg('u:' || user_id order by user_id), '{}') as keys
         from recording_assignment where recording_id = r.id) a
 where not r.deleted;

create function refresh_recording_search(recording uuid) returns void language plpgsql as $$
begin
    insert into recording_search as s
           (recording_id, tenant_id, started_at, duration_ms, names, addresses, identifiers, notes, keys, refreshed)
    select recording_id, tenant_id, started_at, duration_ms, names, addresses, identifiers, notes, keys, pg_current_xact_id()
      from recording_search_source where recording_id = recording
        on conflict (recording_id) do update
       set tenant_id = excluded.tenant_id, started_at = excluded.started_at, duration_ms = excluded.duration_ms,
           names = excluded.names, addresses = excluded.addresses, identifiers = excluded.identifiers,
           notes = excluded.notes, keys = excluded.keys, refreshed = excluded.refreshed;
    if not found then
        delete from recording_search where recording_id = recording;
    end if;
end $$;

-- At commit, when all of a transaction's changes are there: once a recording, however many of its rows changed.
create function recording_search_due() returns trigger language plpgsql as $$
declare
    recording uuid;
begin
    if tg_table_name = 'recording' then
        recording := new.id;
    elsif tg_op = 'DELETE' then
        recording := old.recording_id;
    else
        recording := new.recording_id;
    end if;
    if not exists (select 1 from recording_search
                    where recording_id = recording and refreshed = pg_current_xact_id()) then
        perform refresh_recording_search(recording);
    end if;
    return null;
end $$;

do $$
declare t text;
begin
    foreach t in array array['recording', 'recording_participant', 'recording_identifier', 'note', 'recording_tag',
                             'recording_assignment']
    loop
        execute format('create constraint trigger searched after insert or update or delete on %I deferrable initially deferred '
                       'for each row execute function recording_search_due()', t);
    end loop;
end $$;

insert into recording_search (recording_id, tenant_id, started_at, duration_ms, names, addresses, identifiers, notes, keys)
select recording_id, tenant_id, started_at, duration_ms, names, addresses, identifiers, notes, keys from recording_search_source;

create index recording_search_by_time on recording_search (tenant_id, started_at desc, recording_id desc);
create index recording_search_by_duration on recording_search (tenant_id, duration_ms desc, recording_id desc);
create index recording_search_words on recording_search
    using gin (keys, word_pieces(names || chr(10) || addresses || chr(10) || notes) collate "C") with (fastupdate = off);
