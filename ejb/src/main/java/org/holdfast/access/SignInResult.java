package org.holdfast.access;

import java.time.Duration;

/** Answer to a sign-in. A refusal never says whether the login exists. */
public sealed interface SignInResult {

    /** Welcome. */
    record Accepted(SignedIn user) implements SignInResult {}

    /** Login or password is wrong, or the user is disabled. */
    record WrongCredentials() implements SignInResult {}

    /** Too many failures for this login or from this address, or too many sign-ins at once: not even looked at. */
    record TooMany(Duration retryAfter) implements SignInResult {}
}
