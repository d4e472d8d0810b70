/**
 * One stream's packets made comparable: sources and runs, extended sequence numbers and timestamps, and how these map to
 * a time common to all streams.
 *
 * <p>Knows RTP and RTCP, but no recording, no lane, no gap and no file.
 */
@NullMarked
package org.holdfast.media.timeline.run;

import org.jspecify.annotations.NullMarked;
