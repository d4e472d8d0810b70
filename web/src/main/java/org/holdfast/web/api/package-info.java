/**
 * The REST interface under {@code /api/v1}: tokens, recordings, media by range, live calls; every error is a problem.
 *
 * <p>Its document is {@code META-INF/openapi.yaml}, served at {@code /openapi}. Knows nothing of the pages.
 */
@NullMarked
package org.holdfast.web.api;

import org.jspecify.annotations.NullMarked;
