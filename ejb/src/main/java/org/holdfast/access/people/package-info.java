/**
 * Groups in a tree, roles, the rules for passwords, and whose a recording is. Knows no HTTP.
 */
@NullMarked
package org.holdfast.access.people;

import org.jspecify.annotations.NullMarked;
