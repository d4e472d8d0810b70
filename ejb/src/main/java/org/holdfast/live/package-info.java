/**
 * The calls being recorded now, and what one may ask of them. Lost with the process, rebuilt from the recorder's news.
 */
@NullMarked
package org.holdfast.live;

import org.jspecify.annotations.NullMarked;
