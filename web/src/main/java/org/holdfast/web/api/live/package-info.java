/** What a browser is told of running calls while it is connected. */
@NullMarked
package org.holdfast.web.api.live;

import org.jspecify.annotations.NullMarked;
