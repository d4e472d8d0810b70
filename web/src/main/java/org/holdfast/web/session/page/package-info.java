/** Which pages there are, under which heading of the menu, and which right each needs. Knows nothing of how they look. */
@NullMarked
package org.holdfast.web.session.page;

import org.jspecify.annotations.NullMarked;
