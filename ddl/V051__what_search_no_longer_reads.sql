-- Searches read recording_search now. The release before this one still answers without these, only slower.
drop index participant_search;
drop index identifier_search;
drop index note_search;
drop index recording_by_duration;
