/**
 * From a sealed journal to media a supervisor can play: files, gaps, events and a verdict (step FINALISE), then the form
 * that stays (step ENCODE).
 *
 * <p>Makes nothing itself: {@code media.container} does, with native codecs in a child process. Knows no SIP and writes
 * no rows; it tells {@link org.holdfast.recording.Recordings} what it found.
 */
@NullMarked
package org.holdfast.finalise;

import org.jspecify.annotations.NullMarked;
