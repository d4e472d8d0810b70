/**
 * The pages: one view a page, which holds what the page shows and calls one boundary of {@code ejb}.
 *
 * <p>Everything a page prints comes ready from here and is escaped when printed. Knows nothing of REST, except where the
 * player fetches media and peaks.
 */
@NullMarked
package org.holdfast.web.portal;

import org.jspecify.annotations.NullMarked;
