/** CSV as every list that leaves the product is written. Knows nothing of what is in it. */
@NullMarked
package org.holdfast.csv;

import org.jspecify.annotations.NullMarked;
