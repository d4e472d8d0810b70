/** What holds in every module: code that is written nowhere, documents that tell the truth. */
@NullMarked
package org.holdfast.it.house;

import org.jspecify.annotations.NullMarked;
