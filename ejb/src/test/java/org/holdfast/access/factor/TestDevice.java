package org.holdfast.access.factor;

import org.holdfast.access.SignedIn;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;

/** An authenticator that has seen the secret and has the right time. */
public record TestDevice(String secret) {
    public static TestDevice of(TestNode node, SignedIn user) {
        return new TestDevice(node.column(
                        String.class,
                        "select secret from second_factor where not deleted and user_id = '" + user.userId() + "'")
                .getFirst());
    }

    public String code() {
        return new OneTimeCode(secret).at(TestWiring.CLOCK.instant().getEpochSecond() / 30);
    }
}
