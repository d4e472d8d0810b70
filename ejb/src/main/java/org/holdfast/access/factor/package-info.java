/** The second factor: codes of a device (RFC 6238), and codes on paper for when it is lost. Knows no password and no HTTP. */
@NullMarked
package org.holdfast.access.factor;

import org.jspecify.annotations.NullMarked;
