/** Storage targets by REST. */
@NullMarked
package org.holdfast.web.api.storage;

import org.jspecify.annotations.NullMarked;
