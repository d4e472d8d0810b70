/** The recorder is killed, or its disk fails, at each of its transitions; what is true afterwards is compared with a run without fault. */
@NullMarked
package org.holdfast.connector.chaos;

import org.jspecify.annotations.NullMarked;
