/**
 * {@code bin/journal} and {@code bin/keys}: what a person does with journals and key files by hand, without a server or database. Talks to a terminal; nothing
 * of the product depends on it.
 */
@NullMarked
package org.holdfast.media.tool;

import org.jspecify.annotations.NullMarked;
