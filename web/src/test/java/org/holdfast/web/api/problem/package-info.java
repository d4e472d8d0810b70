@NullMarked
package org.holdfast.web.api.problem;

import org.jspecify.annotations.NullMarked;
