package org.holdfast.src;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.src.sip.SipMessage.Header;
import org.holdfast.src.siprec.Dialect;
import org.holdfast.src.siprec.Party;

/** The header fields of the first INVITE in which SRCs without rs-metadata tell of the call. */
final class SessionHeaders {
    private SessionHeaders() {}

    static List<Header> of(CallSpec spec) {
        List<Header> headers = new ArrayList<>(spec.headers());
        if (spec.dialect() == Dialect.CISCO_CUBE) {
            long guid = Integer.toUnsignedLong(spec.group().hashCode());
            headers.add(new Header("Cisco-Guid", "%010d-%010d-0000000001-0000000001".formatted(guid, guid / 2)));
            headers.add(new Header("Content-Disposition", "session;handling=required"));
            for (int i = 0; i < spec.parties().size(); i++) {
                Party party = spec.parties().get(i);
                headers.add(new Header(
                        "X-Cisco-Recording-Participant", "<%s>;media-index=\"%d\"".formatted(party.aor(), i)));
            }
        }
        if (spec.dialect() == Dialect.CISCO_BIB) {
            headers.add(new Header("Session-Expires", "1800;refresher=uac"));
            headers.add(new Header("Supported", "timer"));
        }
        return List.copyOf(headers);
    }
}
