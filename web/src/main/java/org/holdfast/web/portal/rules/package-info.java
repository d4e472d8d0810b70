/** The page of recording rules: their order, one rule, and what would happen to a call. */
@NullMarked
package org.holdfast.web.portal.rules;

import org.jspecify.annotations.NullMarked;
