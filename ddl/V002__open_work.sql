-- What is open is looked at every few seconds, and it is little beside millions of rows that are done.
create index work_item_open on work_item (kind, id) where state <> 'DONE';

-- Somebody has seen that a given-up item will never be done: from then on it is no alarm.
alter table work_item add column set_aside_at timestamptz;
alter table work_item add column set_aside_by text;
