/**
 * Tells other systems what happens: signed requests to addresses that an administrator named, repeated until they are taken.
 *
 * <p>What is to be told is a row before it is sent. No transaction is open while a request is under way; no request goes where
 * only this node can reach.
 */
@NullMarked
package org.holdfast.webhook;

import org.jspecify.annotations.NullMarked;
