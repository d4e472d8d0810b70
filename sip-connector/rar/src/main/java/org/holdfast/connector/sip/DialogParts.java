package org.holdfast.connector.sip;

import java.time.Clock;
import org.holdfast.connector.session.lane.Lanes;

/** What all dialogs of the node share. Immutable. */
record DialogParts(
        SipMessages messages, SipSender sender, Lanes lanes, SipTimers timers, Dialogs dialogs, Clock clock) {}
