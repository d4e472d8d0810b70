/**
 * Starts one whole node on one machine: PostgreSQL, S3 stand-in, WildFly with the EAR, and the demo; watches them and
 * stops them. Reads from {@link org.holdfast.launcher.Launcher} downwards. Knows ports, processes and directories; must
 * not know what happens to a call.
 */
@NullMarked
package org.holdfast.launcher;

import org.jspecify.annotations.NullMarked;
