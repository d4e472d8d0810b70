/** The portal of the real node in headless Chromium, through page objects; what a test knows of markup is in these. */
@NullMarked
package org.holdfast.it.portal;

import org.jspecify.annotations.NullMarked;
