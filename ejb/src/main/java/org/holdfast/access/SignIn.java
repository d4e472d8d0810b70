package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets users in by password. Thread-safe; takes the same time for unknown logins as for known ones. */
@ApplicationScoped
public class SignIn {

    /**
     * Checks a password.
     *
     * @param remoteAddress who asks, for throttling and the log
     */
    public SignInResult withPassword(String login, String password, String remoteAddress) {
        throw new UnsupportedOperationException("withPassword " + login + password.length() + remoteAddress);
    }
}
