/**
 * What an earlier process left in the journal directory is found, understood and brought to its end or taken up again. Knows
 * journals; knows nothing of SIP or of sessions that run.
 */
@NullMarked
package org.holdfast.connector.session.recovery;

import org.jspecify.annotations.NullMarked;
