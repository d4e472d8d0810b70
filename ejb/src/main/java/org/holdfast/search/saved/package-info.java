/** The searches that people keep for themselves. Knows a search only as the text of its address. */
@NullMarked
package org.holdfast.search.saved;

import org.jspecify.annotations.NullMarked;
