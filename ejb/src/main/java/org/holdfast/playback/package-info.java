/**
 * What can be heard of a recording: its nearest verified copy, read by range, and its waveform peaks. Only reads.
 */
@NullMarked
package org.holdfast.playback;

import org.jspecify.annotations.NullMarked;
