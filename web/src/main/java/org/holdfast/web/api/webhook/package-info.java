/** Webhooks by REST. */
@NullMarked
package org.holdfast.web.api.webhook;

import org.jspecify.annotations.NullMarked;
