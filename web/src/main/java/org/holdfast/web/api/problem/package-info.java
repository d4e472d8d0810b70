/** What a caller is told when a request cannot be answered: one shape for every error, whoever found it. */
@NullMarked
package org.holdfast.web.api.problem;

import org.jspecify.annotations.NullMarked;
