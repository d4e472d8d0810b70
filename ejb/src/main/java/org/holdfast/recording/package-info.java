/**
 * The catalogue: what is known of each recording, its people, streams, gaps, bodies and copies.
 *
 * <p>Other features read records and call {@link org.holdfast.recording.Recordings}; only this package changes its rows.
 * Knows nothing of SIP, of the connector or of how media is made.
 */
@NullMarked
package org.holdfast.recording;

import org.jspecify.annotations.NullMarked;
