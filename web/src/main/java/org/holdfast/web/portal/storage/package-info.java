/**
 * The pages about storage: where media lies, how targets fare, what was found damaged, and the form of one target.
 */
@NullMarked
package org.holdfast.web.portal.storage;

import org.jspecify.annotations.NullMarked;
