/** What strangers and broken equipment send: the right answer or silence, and the next good call is recorded. */
@NullMarked
package org.holdfast.it.hostile;

import org.jspecify.annotations.NullMarked;
