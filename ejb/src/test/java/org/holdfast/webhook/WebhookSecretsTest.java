package org.holdfast.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.Test;

/** The secret that signs what a webhook sends: shown once, rotated, sealed in the database. */
class WebhookSecretsTest extends WebhooksFixture {
    @Test
    void aSecretIsNeverShownAgainAndTheOldOneSignsBesideTheNewOneForADay() throws Exception {
        KnownWebhook hook = hook(EventKind.STARTED);
        String fresh = Objects.requireNonNull(webhooks.rotate(admin, hook.id()).secret());
        round.test(admin, hook.id());
        Received both = received.getFirst();
        String signed = both.timestamp() + "." + both.body();
        assertThat(both.signature()).isEqualTo("v1=" + hmac(fresh, signed) + ",v1=" + hmac(SECRET, signed));
        node.sql("update webhook set rotated_at = rotated_at - interval '2 days', version = version + 1");
        round.test(admin, hook.id());
        Received one = received.getLast();
        assertThat(one.signature()).isEqualTo("v1=" + hmac(fresh, one.timestamp() + "." + one.body()));
        assertThat(node.column(
                        String.class,
                        "select coalesce(before_value, '') || coalesce(after_value, '') from audit_entry"))
                .isNotEmpty()
                .noneMatch(text -> text.contains(fresh) || text.contains(SECRET));
    }

    @Test
    void theDatabaseHasNoSecretInClearAndNoneAtAllOnceTheWebhookIsGone() throws Exception {
        KnownWebhook hook = hook(EventKind.STARTED);
        String fresh = Objects.requireNonNull(webhooks.rotate(admin, hook.id()).secret());
        assertThat(row()).contains("v1:").doesNotContain(SECRET, fresh);
        webhooks.change(admin, hook.id(), null, draft("another secret, 2026"));
        assertThat(row()).contains("v1:").doesNotContain(SECRET, fresh, "another secret");

        node.sql("update webhook set secret = '%s', previous_secret = '%s', version = version + 1"
                .formatted(SECRET, fresh)); // as an earlier release did
        round.test(admin, hook.id());
        webhooks.seal();
        String sealed = row();
        assertThat(sealed).contains("v1:").doesNotContain(SECRET, fresh);
        round.test(admin, hook.id());
        webhooks.seal();
        assertThat(row()).as("a repeat changes nothing").isEqualTo(sealed);
        assertThat(received).hasSize(2).allSatisfy(got -> {
            String signed = got.timestamp() + "." + got.body();
            assertThat(got.signature()).isEqualTo("v1=" + hmac(SECRET, signed) + ",v1=" + hmac(fresh, signed));
        });

        webhooks.remove(admin, hook.id(), null);
        assertThat(row()).doesNotContain("v1:", SECRET, fresh);
    }

    @Test
    void withoutTheKeyNothingIsSentAndTheReasonIsSaid() throws Exception {
        KnownWebhook hook = hook(EventKind.STARTED);
        Path keys = Path.of(node.bean(Settings.class).text(Setting.SECRETS_KEY_FILE));
        String right = Files.readString(keys);
        Files.writeString(keys, Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        try {
            assertThat(round.test(admin, hook.id()).because())
                    .contains("which is not in", keys.toString())
                    .doesNotContain(SECRET);
        } finally {
            Files.writeString(keys, right);
        }
        assertThat(received).isEmpty();
        assertThat(round.test(admin, hook.id()).taken()).isTrue();
    }

    /** All of the webhook that the database has. */
    private static String row() {
        return node.column(String.class, "select cast(w as text) from webhook w")
                .getFirst();
    }

    private WebhookDraft draft(String secret) {
        return new WebhookDraft("hook", address(), EnumSet.of(EventKind.STARTED), true, secret);
    }
}
