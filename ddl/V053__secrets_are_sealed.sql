-- Secrets of webhooks and second factors are kept sealed: what is there in clear is sealed by the node that starts, which has the
-- key. What is deleted needs none. A node of the release before it cannot use what is sealed: upgrade both nodes of a pair.

update webhook set secret = '', previous_secret = null, version = version + 1 where deleted;
update second_factor set secret = '', recovery_codes = '{}', version = version + 1 where deleted;

comment on column webhook.secret is 'sealed, see SecretBox';
comment on column webhook.previous_secret is 'sealed, see SecretBox';
comment on column second_factor.secret is 'sealed, see SecretBox';
