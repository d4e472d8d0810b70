/**
 * What is known of one Recording Session, written down fact by fact: who talks, in which recording, on which stream. Knows
 * SDP and rs-metadata, the capture's ports and the journal; nothing of SIP.
 */
@NullMarked
package org.holdfast.connector.session.facts;

import org.jspecify.annotations.NullMarked;
