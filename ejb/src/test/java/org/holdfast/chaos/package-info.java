/** The worker is killed at each of its transitions, started again, and compared with one that nobody killed. */
@NullMarked
package org.holdfast.chaos;

import org.jspecify.annotations.NullMarked;
