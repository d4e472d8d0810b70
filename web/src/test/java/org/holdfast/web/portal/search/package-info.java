@NullMarked
package org.holdfast.web.portal.search;

import org.jspecify.annotations.NullMarked;
