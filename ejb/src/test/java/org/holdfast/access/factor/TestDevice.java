package org.holdfast.access.factor;

import java.io.UncheckedIOException;
import org.holdfast.access.SignedIn;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.secret.SecretBox;
import org.holdfast.secret.SecretUnreadable;
import org.holdfast.settings.Settings;

/** An authenticator that has seen the secret and has the right time. */
public record TestDevice(String secret) {
    public static TestDevice of(TestNode node, SignedIn user) {
        String kept = node.column(
                        String.class,
                        "select secret from second_factor where not deleted and user_id = '" + user.userId() + "'")
                .getFirst();
        try {
            return new TestDevice(new SecretBox(node.bean(Settings.class)).open(kept, user.userId()));
        } catch (SecretUnreadable e) {
            throw new UncheckedIOException(e);
        }
    }

    public String code() {
        return new OneTimeCode(secret).at(TestWiring.CLOCK.instant().getEpochSecond() / 30);
    }
}
