@NullMarked
package org.holdfast.web.api;

import org.jspecify.annotations.NullMarked;
