/** The whole product is killed while it records; what the catalogue holds afterwards is compared with what was sent. */
@NullMarked
package org.holdfast.it.chaos;

import org.jspecify.annotations.NullMarked;
