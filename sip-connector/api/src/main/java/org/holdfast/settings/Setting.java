package org.holdfast.settings;

import java.util.Locale;

/** Every setting of the product: key, shape, default. {@code docs/configuration.md} has a row for each; a test compares. */
public enum Setting {
    NODE_NAME("node.name", Kind.NAME, "a"),
    ROLES("roles", Kind.someOf("recorder", "worker", "portal"), "recorder,worker,portal"),

    BIND_ADDRESS("bind.address", Kind.ADDRESS, "127.0.0.1"),
    ADVERTISED_ADDRESS("advertised.address", Kind.ADDRESS, ""),
    HTTP_PORT("http.port", Kind.PORT, "8080"),
    HTTPS_PORT("https.port", Kind.PORT, "8443"),
    MANAGEMENT_PORT("management.port", Kind.PORT, "9990"),
    CLUSTER_PORT("cluster.port", Kind.PORT, "7600"),
    CLUSTER_PEER("cluster.peer", Kind.ADDRESS, ""),
    CLUSTER_MEMBERS("cluster.members", Kind.MEMBERS, ""),
    SERVER_HEAP("server.heap-mib", Kind.number(256, 1_000_000), "1024"),
    LOG_LEVEL("log.level", Kind.oneOf("ERROR", "WARN", "INFO", "DEBUG", "TRACE"), "INFO"),

    SIP_PORT("sip.port", Kind.PORT, "5060"),
    SIP_MAX_MESSAGE("sip.max-message", Kind.number(4096, 1_048_576), "262144"),
    SIP_ACCEPT_WITHOUT_SIPREC("sip.accept-without-siprec", Kind.SWITCH, "true"),
    SIP_RETRY_AFTER("sip.retry-after", Kind.DURATION_TEXT, "10s"),
    RECORDER_MAX_SESSIONS("recorder.max-sessions", Kind.number(1, 100_000), "2000"),
    RECORDER_TAKE_UP_LIMIT("recorder.take-up-limit", Kind.DURATION_TEXT, "5m"),
    RECORDER_HEALTH_PORT("recorder.health-port", Kind.PORT, "8090"),

    MEDIA_PORTS("media.ports", Kind.PORT_RANGE, "20000-29999"),
    MEDIA_SILENCE_LIMIT("media.silence-limit", Kind.DURATION_TEXT, "5m"),
    CAPTURE_RECEIVER("capture.receiver", Kind.oneOf("auto", "native", "nio"), "auto"),
    CAPTURE_TICK("capture.tick", Kind.DURATION_TEXT, "100ms"),
    CAPTURE_THREADS("capture.threads", Kind.number(0, 64), "0"),

    JOURNAL_DIRECTORY("journal.directory", Kind.DIRECTORY, "holdfast-home/journal"),
    JOURNAL_FORCE_INTERVAL("journal.force-interval", Kind.DURATION_TEXT, "5s"),
    JOURNAL_KEEP("journal.keep", Kind.DURATION_TEXT, "7d"),
    JOURNAL_MIN_FREE("journal.min-free-mib", Kind.number(0, 1_000_000), "64"),
    JOURNAL_PURGE_BELOW("journal.purge-below-percent", Kind.number(0, 90), "15"),
    JOURNAL_REFUSE_BELOW("journal.refuse-below-percent", Kind.number(0, 90), "5"),
    JOURNAL_END_BELOW("journal.end-below-percent", Kind.number(0, 90), "1"),

    ENCRYPTION_JOURNAL("encryption.journal", Kind.SWITCH, "false"),
    ENCRYPTION_MEDIA("encryption.media", Kind.SWITCH, "false"),
    ENCRYPTION_KEY_FILE("encryption.key-file", Kind.TEXT, ""),

    MEDIA_DIRECTORY("media.directory", Kind.DIRECTORY, "holdfast-home/media"),
    AUDIT_DIRECTORY("audit.directory", Kind.DIRECTORY, "holdfast-home/audit"),
    LIVE_LISTENERS("live.listeners", Kind.number(0, 1000), "10"),
    WORK_PARALLEL("work.parallel", Kind.number(1, 64), "1"),

    MEDIA_KEEP("media.keep", Kind.DURATION_TEXT, "24h"),
    MEDIA_KEEP_LOSSLESS("media.keep-lossless", Kind.DURATION_TEXT, "7d"),
    MEDIA_LOW_WATER("media.low-water-percent", Kind.number(0, 99), "15"),

    S3_ENDPOINT("s3.endpoint", Kind.TEXT, ""),
    S3_REGION("s3.region", Kind.TEXT, "us-east-1"),
    S3_BUCKET("s3.bucket", Kind.TEXT, ""),
    S3_ACCESS_KEY("s3.access-key", Kind.SECRET, ""),
    S3_SECRET_KEY("s3.secret-key", Kind.SECRET, ""),
    S3_SERVER("s3.server", Kind.oneOf("auto", "aws", "compatible"), "auto"),
    S3_TIMEOUT("s3.timeout", Kind.DURATION_TEXT, "30s"),
    S3_PREFIX("s3.prefix", Kind.KEY_PREFIX, "holdfast"),
    S3_MULTIPART_ABOVE("s3.multipart-above-mib", Kind.number(5, 5_000), "64"),
    UPLOAD_LOSSLESS("upload.lossless", Kind.SWITCH, "false"),
    UPLOAD_WINDOW("upload.window", Kind.TIME_WINDOW, ""),
    UPLOAD_RATE("upload.max-kib-per-second", Kind.number(0, 10_000_000), "0"),
    UPLOAD_PARALLEL("upload.parallel", Kind.number(1, 64), "4"),

    STORAGE_DIRECTORY("storage.directory", Kind.DIRECTORY, "holdfast-home/objects"),
    SECRETS_KEY_FILE("secrets.key-file", Kind.FILE, "holdfast-home/secrets/keys"),
    SCRUB_RATE("scrub.max-kib-per-second", Kind.number(0, 10_000_000), "256"),

    WEBHOOK_ALLOW_LOOPBACK("webhook.allow-loopback", Kind.SWITCH, "false"),
    WEBHOOK_DISABLE_AFTER("webhook.disable-after", Kind.DURATION_TEXT, "3d"),

    DATABASE_URL("database.url", Kind.TEXT, "jdbc:postgresql://127.0.0.1:5432/holdfast"),
    DATABASE_USER("database.user", Kind.TEXT, "holdfast"),
    DATABASE_PASSWORD("database.password", Kind.SECRET, ""),

    ADMIN_PASSWORD("admin.password", Kind.SECRET, ""),
    PORTAL_IDLE_LIMIT("portal.idle-limit", Kind.DURATION_TEXT, "15m"),
    PORTAL_SESSION_LIMIT("portal.session-limit", Kind.DURATION_TEXT, "12h"),
    TOKEN_LIFETIME("token.lifetime", Kind.DURATION_TEXT, "12h"),
    PASSWORD_LIST("password.list", Kind.TEXT, ""),
    DIRECTORY_ROLES("directory.roles", Kind.TEXT, ""),
    LDAP_URL("ldap.url", Kind.TEXT, ""),
    LDAP_BIND_DN("ldap.bind-dn", Kind.TEXT, ""),
    LDAP_BIND_PASSWORD("ldap.bind-password", Kind.SECRET, ""),
    LDAP_BASE("ldap.base", Kind.TEXT, ""),
    LDAP_USER_FILTER("ldap.user-filter", Kind.TEXT, "(&(objectClass=person)(|(uid={login})(sAMAccountName={login})))"),
    OIDC_ISSUER("oidc.issuer", Kind.TEXT, ""),
    OIDC_CLIENT_ID("oidc.client-id", Kind.TEXT, ""),
    OIDC_CLIENT_SECRET("oidc.client-secret", Kind.SECRET, ""),
    OIDC_REDIRECT_URL("oidc.redirect-url", Kind.TEXT, ""),
    OIDC_GROUP_CLAIM("oidc.group-claim", Kind.TEXT, "groups");

    private final String key;
    private final Kind kind;
    private final String defaultValue;

    Setting(String key, Kind kind, String defaultValue) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = defaultValue;
    }

    /** System property, e.g. {@code holdfast.sip.port}. */
    public String property() {
        return "holdfast." + key;
    }

    /** Environment variable, e.g. {@code HOLDFAST_SIP_PORT}. */
    public String variable() {
        return "HOLDFAST_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The value used when neither property nor variable is set. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What a value must look like, in words. */
    public String allowed() {
        return kind.allowed();
    }

    /** Whether the value must not be shown: not in a log, not in a list of processes. */
    public boolean isSecret() {
        return kind.equals(Kind.SECRET);
    }

    boolean accepts(String value) {
        return kind.accepts().test(value);
    }
}
