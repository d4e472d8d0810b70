/**
 * What people add to recordings: notes, at a time or of the whole, and tags. Rows of their own, so that both nodes may
 * add to one recording. Knows no HTTP.
 */
@NullMarked
package org.holdfast.remark;

import org.jspecify.annotations.NullMarked;
