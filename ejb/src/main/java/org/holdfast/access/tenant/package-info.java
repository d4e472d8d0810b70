/**
 * Tenants: whose users and calls are kept apart. Small installations have the one that is always there and never notice.
 * Knows no HTTP.
 */
@NullMarked
package org.holdfast.access.tenant;

import org.jspecify.annotations.NullMarked;
