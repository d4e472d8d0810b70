/**
 * The schema's way into a database, outside the server: {@code bin/run}, CI and operators run it before a rollout. The
 * server itself only validates. Must not know what the tables mean.
 */
@NullMarked
package org.holdfast.ddl;

import org.jspecify.annotations.NullMarked;
