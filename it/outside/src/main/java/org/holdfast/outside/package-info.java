/** For tests alone: what surrounds a recorder, as an OpenID provider or the way to a server. Knows nothing of the product. */
@NullMarked
package org.holdfast.outside;

import org.jspecify.annotations.NullMarked;
