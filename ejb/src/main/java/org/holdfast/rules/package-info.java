/**
 * Recording rules as people keep them: rows of the catalogue, tried in order, and their snapshot beside the journals, by which
 * the recorder decides. What a rule means is known to {@code org.holdfast.rulebook} alone.
 */
@NullMarked
package org.holdfast.rules;

import org.jspecify.annotations.NullMarked;
