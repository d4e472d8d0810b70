/**
 * From a journal to where every packet belongs: which datagrams are one recording's, how each stream's timestamps map to
 * one common time, which participant's lane a packet is on, and what is missing and why.
 *
 * <p>Three passes over the file, so that memory does not grow with the length of the call: facts ({@link
 * org.holdfast.media.timeline.RecordingFacts}), streams ({@link org.holdfast.media.timeline.TimelineScan}), media
 * ({@link org.holdfast.media.timeline.TimelinePlayer}). Knows neither codecs nor containers.
 */
@NullMarked
package org.holdfast.media.timeline;

import org.jspecify.annotations.NullMarked;
