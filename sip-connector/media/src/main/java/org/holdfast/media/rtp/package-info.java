/**
 * RTP and RTCP as bytes (RFC 3550): flyweights that read a datagram in place, sequence-number arithmetic, reception
 * statistics and the reports made of them. No I/O, no threads, no clock; nothing here keeps a datagram.
 */
@NullMarked
package org.holdfast.media.rtp;

import org.jspecify.annotations.NullMarked;
