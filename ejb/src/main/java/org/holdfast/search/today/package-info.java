/** The figures of one day, for whoever may list recordings. Only reads, and never more than that day. */
@NullMarked
package org.holdfast.search.today;

import org.jspecify.annotations.NullMarked;
