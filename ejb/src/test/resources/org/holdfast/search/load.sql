-- Recordings :first to :last of :rows, two years of them. What only the display of a page reads (participants, identifiers, whose they are) has
-- rows for one recording in ten; what a search reads has them for all.
with call as materialized (
    select i, ('00000000-0000-7000-8000-' || lpad(to_hex(i + 16), 12, '0'))::uuid as id,
           timestamptz '2026-11-22 12:00:00Z' - interval '730 days' * ((:rows - i)::float8 / :rows) as started_at,
           (3000 - 180000 * ln(((a & 1048575) + 1) / 1048576::float8))::bigint as duration_ms,
           abs(b % 2000) as agent,
           case when c & 7 < 5 then 'inbound' when c & 7 < 7 then 'outbound' else 'internal' end as direction,
           case when (a >> 20) & 1023 < 984 then 'COMPLETE' when (a >> 20) & 1023 < 1004 then 'ONE_SIDED'
                when (a >> 20) & 1023 < 1014 then 'INTERRUPTED' when (a >> 20) & 1023 < 1021 then 'SILENT' else 'NO_MEDIA' end as verdict,
           case when (c >> 8) & 1 = 0 then 'node-a' else 'node-b' end as node,
           lower(bench_given(b >> 20) || ' ' || w.name) as agent_name,
           case when (c >> 20) & 15 < 6 then lower(bench_given(customer >> 7) || ' ' || s.name) else '' end as customer_name,
           'sip:' || 2000 + abs(b % 2000) || '@pbx.example.com' as agent_aor,
           'sip:+49' || 30 + customer % 60 || lpad(abs(hashint8extended(customer, 5) % 10000000)::text, 7, '0') || '@sbc.example.net' as customer_aor,
           substr(to_hex(a), 1, 12) || '@192.0.2.' || abs(c % 250) as call_id,
           '00001' || lpad(i::text, 10, '0') || '17' || lpad(abs(b % 1000)::text, 3, '0') as ucid,
           case when (a >> 33) & 8191 = 1 then 'vip-escalation'
                when (a >> 33) & 31 = 0 then (array['complaint', 'sale', 'callback', 'training', 'fraud check'])[1 + abs(c % 5)] end as tag,
           case when (b >> 33) & 127 = 0 then 'customer asked for ' || (array['a refund', 'the invoice', 'a callback', 'the manager'])[1 + abs(c % 4)]
                || ' of case ' || abs(c % 1000000) end as note
      from generate_series(:first, :last) i
     cross join lateral (select hashint8extended(i, 1) as a, hashint8extended(i, 2) as b, hashint8extended(i, 3) as c,
                                abs(hashint8extended(i, 4) % 3000000) as customer) h
      join bench_surname s on s.n = (5199 * power((customer & 65535) / 65536::float8, 3))::int
      join bench_surname w on w.n = abs(b % 2000)),
recordings as (
    insert into recording (id, tenant_id, origin_node, version, conversation_id, node, journal, state, verdict, direction, started_at, ended_at,
                           duration_ms, end_cause)
    select id, '00000000-0000-7000-8000-000000000000', node, 1, '00000000-0000-7000-8000-000000000001', node, '', 'FINALISED', verdict, direction,
           started_at, started_at + duration_ms * interval '1 millisecond', duration_ms, 'BYE'
      from call),
participants as (
    insert into recording_participant (id, tenant_id, origin_node, version, recording_id, ordinal, source_id, aor, name, role, joined_at)
    select gen_random_uuid(), '00000000-0000-7000-8000-000000000000', node, 1, id, n, 'p' || n, case n when 0 then agent_aor else customer_aor end,
           case n when 0 then agent_name else customer_name end, case n when 0 then 'callee' else 'caller' end, started_at
      from call, generate_series(0, 1) n where i % 10 = 0),
identifiers as (
    insert into recording_identifier (id, tenant_id, origin_node, version, recording_id, name, value)
    select gen_random_uuid(), '00000000-0000-7000-8000-000000000000', node, 1, id, name, value
      from call, lateral (values ('Call-ID', call_id), ('UCID', ucid)) v (name, value) where i % 10 = 0),
assignments as (
    insert into recording_assignment (tenant_id, user_id, recording_id)
    select '00000000-0000-7000-8000-000000000000', bench_user(agent), id from call where i % 10 = 0),
tags as (
    insert into recording_tag (id, tenant_id, origin_node, version, recording_id, tag, author)
    select gen_random_uuid(), '00000000-0000-7000-8000-000000000000', node, 1, id, tag, 'x' from call where tag is not null),
notes as (
    insert into note (id, tenant_id, origin_node, version, recording_id, author_id, author, written_at, text)
    select gen_random_uuid(), '00000000-0000-7000-8000-000000000000', node, 1, id, bench_user(agent), 'x', started_at, note
      from call where note is not null)
insert into recording_search (recording_id, tenant_id, started_at, duration_ms, names, addresses, identifiers, notes, keys)
select id, '00000000-0000-7000-8000-000000000000', started_at, duration_ms, agent_name || chr(10) || customer_name, agent_aor || chr(10) || customer_aor,
       chr(10) || call_id || chr(10) || ucid, coalesce(note, ''),
       fact_keys('00000000-0000-7000-8000-000000000000', started_at, duration_ms, 'FINALISED', verdict, direction, node)
           || array['i:' || left(call_id, 8), 'i:' || left(ucid, 8), 'i:' || left(call_id, 16), 'i:' || left(ucid, 16)]
           || case when tag is null then '{}' else array['t:' || tag] end || ('u:' || bench_user(agent))
  from call
