/** The door of the REST interface: who calls, and whether they may. Knows no resource. */
@NullMarked
package org.holdfast.web.api.door;

import org.jspecify.annotations.NullMarked;
