/** A node without a server, for tests: real PostgreSQL with the real schema, real Hibernate, real CDI. */
@NullMarked
package org.holdfast.harness;

import org.jspecify.annotations.NullMarked;
