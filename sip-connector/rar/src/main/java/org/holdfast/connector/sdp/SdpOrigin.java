package org.holdfast.connector.sdp;

/**
 * The o= line (RFC 8866 §5.2). Ids stay text: they are 64 bit unsigned and longer in the field.
 *
 * @param user user name or {@code -}
 * @param address unicast address or host name, as sent
 */
public record SdpOrigin(String user, String id, String version, String address) {

    /** Stands in for an o= line that was missing or unreadable. */
    public static final SdpOrigin UNKNOWN = new SdpOrigin("-", "", "", "");
}
