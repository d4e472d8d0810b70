/**
 * Reading stored media again, slowly and for ever: what is not what it was is repaired from another copy and told. Never
 * overwrites and never deletes what is damaged.
 */
@NullMarked
package org.holdfast.storage.scrub;

import org.jspecify.annotations.NullMarked;
