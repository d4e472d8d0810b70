alter table recording add primary key (id);
alter table recording_search add primary key (recording_id);
create index recording_search_by_time on recording_search (tenant_id, started_at desc, recording_id desc);
create index recording_search_words on recording_search
    using gin (keys, word_pieces(names || chr(10) || addresses || chr(10) || notes) collate "C") with (fastupdate = off);
create index participant_of_recording on recording_participant (recording_id);
create index identifier_of_recording on recording_identifier (recording_id);
create index assignment_of_recording on recording_assignment (recording_id, user_id);
vacuum analyze;
