@NullMarked
package org.holdfast.web.portal;

import org.jspecify.annotations.NullMarked;
