/**
 * What a user may do to what: rights with scopes, and the one gate that decides.
 *
 * <p>Everybody who shows or changes something asks here: REST, pages, media, live audio. Knows no HTTP.
 */
@NullMarked
package org.holdfast.access.gate;

import org.jspecify.annotations.NullMarked;
