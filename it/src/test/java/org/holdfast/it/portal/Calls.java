package org.holdfast.it.portal;

import java.util.concurrent.ThreadLocalRandom;
import org.holdfast.it.Node;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;

/** Real SIPREC calls to the shared node, under names no other test has. */
record Calls(Node node, String run) {
    static Calls of(Node node) {
        return new Calls(node, "P" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36));
    }

    RecordingClient client() throws Exception {
        return RecordingClient.open(ClientSettings.to(node.sipAddress()).from("127.0.70.9"));
    }

    /** Of that name and this run. */
    Party party(String name) {
        return new Party(name + " " + run, "sip:" + Math.floorMod(name.hashCode(), 10_000) + "@example.com");
    }
}
