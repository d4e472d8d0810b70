package org.holdfast.it;

import java.net.URI;
import java.nio.file.Path;

/**
 * One real node, shared by every test of a run: the provisioned WildFly with the built EAR, embedded PostgreSQL and S3
 * stand-in, started as {@code bin/run --no-demo} starts them, on a loopback address of its own.
 *
 * <p>{@link #shared()} starts it at first use, waits until it is ready and stops it when the JVM ends. It is one for all:
 * a test looks for its own calls (its own Call-ID or participants), never for "the only recording", and leaves the
 * node as it found it. {@code -Dit.address=127.0.10.7} chooses the address; {@code -Dit.home=DIR} the home.
 */
public final class Node {
    private Node() {}

    /** The node, ready; the first caller waits for its start. */
    public static Node shared() {
        throw new UnsupportedOperationException("follows");
    }

    /** The address everything of this node is bound to, e.g. {@code 127.0.10.1}. */
    public String address() {
        throw new UnsupportedOperationException("follows");
    }

    /** Where people sign in, e.g. {@code http://127.0.10.1:8080/}. */
    public URI portal() {
        throw new UnsupportedOperationException("follows");
    }

    /** Root of the REST interface, with a slash at its end: {@code http://127.0.10.1:8080/api/v1/}. */
    public URI api() {
        throw new UnsupportedOperationException("follows");
    }

    /** {@code http://127.0.10.1:8090/health/recorder}. */
    public URI recorderHealth() {
        throw new UnsupportedOperationException("follows");
    }

    /** SIP over UDP and TCP. */
    public int sipPort() {
        throw new UnsupportedOperationException("follows");
    }

    /** What to give to {@code bin/src --to}: {@code sip:127.0.10.1:5060}. */
    public String sipAddress() {
        throw new UnsupportedOperationException("follows");
    }

    /** Password of the user {@code admin}. */
    public String adminPassword() {
        throw new UnsupportedOperationException("follows");
    }

    /** The node's home: {@code journal/ media/ logs/server.log …}. */
    public Path home() {
        throw new UnsupportedOperationException("follows");
    }
}
