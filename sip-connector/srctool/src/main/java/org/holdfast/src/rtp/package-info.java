/** Sends RTP and RTCP on time for many calls from one thread. Knows nothing of SIP. */
@NullMarked
package org.holdfast.src.rtp;

import org.jspecify.annotations.NullMarked;
