/**
 * Takes what the recorder announces into the catalogue: rows and first work item in one transaction, news to the live list.
 *
 * <p>Thin on purpose: an error goes back to the connector, which announces again. Decides nothing about media.
 */
@NullMarked
package org.holdfast.ingest;

import org.jspecify.annotations.NullMarked;
