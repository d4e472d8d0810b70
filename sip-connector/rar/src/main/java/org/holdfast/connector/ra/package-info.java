/**
 * The recorder as a Jakarta Connectors resource adapter: its life with the server, its threads from the work manager, its
 * announcements to one message-driven bean. The only package of the connector that knows {@code jakarta}.
 */
@NullMarked
package org.holdfast.connector.ra;

import org.jspecify.annotations.NullMarked;
