/** What happens to recordings, for whoever wants to hear of it: CDI events, fired where it happens. */
@NullMarked
package org.holdfast.recording.news;

import org.jspecify.annotations.NullMarked;
