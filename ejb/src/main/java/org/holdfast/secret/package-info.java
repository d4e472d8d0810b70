/** Secrets of others that must be kept to be used: sealed with a key that is on the nodes alone, never in the database. */
@NullMarked
package org.holdfast.secret;

import org.jspecify.annotations.NullMarked;
