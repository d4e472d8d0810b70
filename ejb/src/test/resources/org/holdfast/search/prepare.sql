-- A database to measure searches in: the product's schema, without what no search reads, and without a log of what is loaded.
alter table recording disable trigger all;
alter table recording_participant disable trigger all;
alter table recording_identifier disable trigger all;
alter table recording_tag disable trigger all;
alter table note disable trigger all;
alter table recording_assignment disable trigger all;
alter table recording_participant drop column keys;
alter table recording_participant add column keys text[];
drop index recording_by_time, recording_by_conversation, participant_of_recording, identifier_of_recording, assignment_of_recording,
    recording_search_by_time, recording_search_by_duration, recording_search_words;
alter table recording_search drop constraint recording_search_pkey;
alter table recording drop constraint recording_pkey cascade;
alter table recording_participant drop constraint recording_participant_pkey;
alter table recording_identifier drop constraint recording_identifier_pkey;
alter table recording_assignment drop constraint recording_assignment_pkey;
alter table recording_search set unlogged;
alter table recording set unlogged;

create table bench_surname as
select row_number() over () - 1 as n, name from (
    select a || b || c as name
      from unnest(array['bran', 'kel', 'mar', 'sten', 'wal', 'hof', 'lind', 'grun', 'rich', 'schwe', 'ber', 'kauf', 'zim', 'old', 'hart', 'quin',
                        'vog', 'eber', 'fal', 'nor']) a,
           unnest(array['den', 'ler', 'mer', 'ning', 'wen', 'de', 'ge', 'hau', 'ten', 'ker', 'stro', 'bi', 'fel']) b,
           unnest(array['burg', 'mann', 'ser', 'stein', 'rich', 'ke', 'bach', 'son', 'feld', 'hardt', 'wig', 'dorf', 'meier', 'lein', 'zer', 'ner', 'tal',
                        'sky', 'eck', 'brink']) c
     order by hashtext(a || b || c)) names;
create unique index on bench_surname (n);

create function bench_given(h bigint) returns text language sql immutable parallel safe as $$
    select (array['Anna', 'Ben', 'Carla', 'David', 'Elif', 'Fatima', 'Georg', 'Hanna', 'Igor', 'Julia', 'Karim', 'Lena', 'Marek', 'Nina', 'Omar', 'Petra',
                  'Quentin', 'Rosa', 'Stefan', 'Tanja', 'Ulrike', 'Viktor', 'Wanda', 'Xaver', 'Yasemin', 'Zoe'])[1 + abs(h % 26)]
$$;
create function bench_user(n bigint) returns uuid language sql immutable parallel safe as $$
    select ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid
$$;

insert into conversation (id, tenant_id, origin_node, version, key, started_at)
values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000000', 'a', 1, 'bench', now());
insert into app_user (id, tenant_id, origin_node, version, login, name, password_hash, enabled)
select bench_user(n), '00000000-0000-7000-8000-000000000000', 'a', 1, 'agent' || n, 'Agent ' || n, '', true from generate_series(0, 1999) n;
