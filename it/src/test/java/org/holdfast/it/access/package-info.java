/** Who may do what on the real node, by HTTP alone: every operation and page, by every default role, for one's own and for foreign calls. */
@NullMarked
package org.holdfast.it.access;

import org.jspecify.annotations.NullMarked;
