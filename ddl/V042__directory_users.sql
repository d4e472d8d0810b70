-- Users that a directory or an OpenID provider knows: where they come from, and what they are called there for ever.
alter table app_user
    add column source  text not null default '', -- '' of this installation, 'ldap', 'oidc'
    add column subject text not null default '';
create unique index app_user_subject on app_user (source, subject) where not deleted and source <> '';
