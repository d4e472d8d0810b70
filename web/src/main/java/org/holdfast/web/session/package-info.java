/**
 * Who sits at the browser: the portal's session, the filter that asks for it, and the headers every answer carries.
 *
 * <p>Shared by pages and REST, which do not know each other. Knows no page and no resource.
 */
@NullMarked
package org.holdfast.web.session;

import org.jspecify.annotations.NullMarked;
