/** The page of webhooks: which there are, one of them, and what became of its events. */
@NullMarked
package org.holdfast.web.portal.webhook;

import org.jspecify.annotations.NullMarked;
