/** The list of recordings: its filters, all of them in its address, and the searches people keep. */
@NullMarked
package org.holdfast.web.portal.search;

import org.jspecify.annotations.NullMarked;
