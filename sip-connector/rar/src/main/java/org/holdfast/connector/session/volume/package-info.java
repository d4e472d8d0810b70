/**
 * Room on the journal volume: what is purged, refused and ended when it gets scarce, and how it comes back. Knows the journal
 * directory alone; nothing of SIP, of databases or of who marks journals safe.
 */
@NullMarked
package org.holdfast.connector.session.volume;

import org.jspecify.annotations.NullMarked;
