/** What happens just now: the day at a glance, and the calls being recorded. */
@NullMarked
package org.holdfast.web.portal.live;

import org.jspecify.annotations.NullMarked;
