/**
 * The table of every setting and the one place that reads them. Depends on nothing but the JDK.
 *
 * <p>Each setting is an environment variable {@code HOLDFAST_…} and the same system property {@code holdfast.…}; the
 * property wins. Modules build their own immutable settings record from {@link org.holdfast.settings.Settings} at start.
 */
@NullMarked
package org.holdfast.settings;

import org.jspecify.annotations.NullMarked;
