/**
 * Sentences for people that one language says as another: English where they are thrown, the reader's where they are read.
 * Knows no feature and no language but English.
 */
@NullMarked
package org.holdfast.wording;

import org.jspecify.annotations.NullMarked;
