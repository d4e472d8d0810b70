/** Saved searches by REST, and the texts of queries in bodies. */
@NullMarked
package org.holdfast.web.api.saved;

import org.jspecify.annotations.NullMarked;
