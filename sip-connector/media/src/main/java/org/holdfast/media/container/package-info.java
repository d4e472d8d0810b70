/**
 * From a timeline to files one can play: WAV with one channel a lane, WebM/Opus made of it, waveform peaks. Files appear
 * whole or not at all.
 *
 * <p>Knows timelines and decoders; nothing of SIP, of the catalogue or of verdicts.
 */
@NullMarked
package org.holdfast.media.container;

import org.jspecify.annotations.NullMarked;
