/** All rows the catalogue has of one recording, as JSON, and back. Knows tables and columns, but no feature. */
@NullMarked
package org.holdfast.recording.export;

import org.jspecify.annotations.NullMarked;
