/** What the recorder says of itself: numbered log messages, component states and the health port. */
@NullMarked
package org.holdfast.connector.health;

import org.jspecify.annotations.NullMarked;
