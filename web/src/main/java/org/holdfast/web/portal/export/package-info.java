/** The page of exports. */
@NullMarked
package org.holdfast.web.portal.export;

import org.jspecify.annotations.NullMarked;
