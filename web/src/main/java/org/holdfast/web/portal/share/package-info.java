/** What a recording's page offers beyond hearing it: a link to a moment, and proof that its media is what it was. */
@NullMarked
package org.holdfast.web.portal.share;

import org.jspecify.annotations.NullMarked;
