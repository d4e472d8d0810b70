/**
 * Who may come in: users, passwords, throttling, tokens. Knows nothing of recordings and nothing of HTTP.
 */
@NullMarked
package org.holdfast.access;

import org.jspecify.annotations.NullMarked;
