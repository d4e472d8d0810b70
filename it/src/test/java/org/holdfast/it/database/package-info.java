/** The database down, hung, killed, full and refusing, under real calls: none is lost, none doubled, none waits for it. */
@NullMarked
package org.holdfast.it.database;

import org.jspecify.annotations.NullMarked;
