/** Black-box tests of the built product. Knows only what a user knows: commands, ports, REST, pages. */
@NullMarked
package org.holdfast.it;

import org.jspecify.annotations.NullMarked;
