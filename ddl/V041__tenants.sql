-- More than one tenant: whose calls are whose is told by the addresses of who takes part.
alter table tenant add column addresses text[] not null default '{}';

-- Somebody is found by their login before it is known of which tenant they are.
create unique index app_user_login_everywhere on app_user (lower(login)) where not deleted;
