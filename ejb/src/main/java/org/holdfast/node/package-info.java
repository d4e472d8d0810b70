/**
 * This node's judgement of itself, part by part, and its row in the catalogue.
 */
@NullMarked
package org.holdfast.node;

import org.jspecify.annotations.NullMarked;
