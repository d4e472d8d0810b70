/** What a browser sends to a page and is told by it. Knows no page. */
@NullMarked
package org.holdfast.web.portal.browser;

import org.jspecify.annotations.NullMarked;
