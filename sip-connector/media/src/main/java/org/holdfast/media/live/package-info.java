/**
 * What a call sounds like while it is recorded: the newest datagrams of a journal as lanes of samples, a moment later. Not
 * exact as the timeline is: what comes too late is left out.
 */
@NullMarked
package org.holdfast.media.live;

import org.jspecify.annotations.NullMarked;
