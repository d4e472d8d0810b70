package org.holdfast.access;

import java.time.Duration;

/** Answer to a sign-in. A refusal never says whether the login exists. */
public sealed interface SignInResult {

    /** Welcome. */
    record Accepted(SignedIn user) implements SignInResult {}

    /** The password is right; a code of the user's second factor is wanted, too. Nobody is in yet. */
    record CodeNeeded(SignedIn proven) implements SignInResult {}

    /** Login, password or code is wrong, or the user is disabled. */
    record WrongCredentials() implements SignInResult {}

    /** The directory that knows this login cannot be asked just now. */
    record DirectoryAway() implements SignInResult {}

    /** Too many failures for this login or from this address, or too many sign-ins at once: not even looked at. */
    record TooMany(Duration retryAfter) implements SignInResult {}
}
