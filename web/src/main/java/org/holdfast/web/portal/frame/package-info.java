/** What surrounds every page: the menu and the language. Knows no recordings. */
@NullMarked
package org.holdfast.web.portal.frame;

import org.jspecify.annotations.NullMarked;
