/**
 * What the recorder tells the rest of the product and what it may be asked: events, listener, control.
 *
 * <p>Values and interfaces only. Knows nothing of SIP, of storage or of the database, and depends on nothing but the
 * JDK, so that the resource adapter, the message-driven bean and the portal may share it from {@code EAR/lib}.
 */
@NullMarked
package org.holdfast.connector.api;

import org.jspecify.annotations.NullMarked;
