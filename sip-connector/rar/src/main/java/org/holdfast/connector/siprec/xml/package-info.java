/**
 * XML from strangers: a small element tree without DTD, entities or namespaces, bounded in every dimension, repaired where
 * senders forgot to escape or to close. Knows nothing of what the elements mean.
 */
@NullMarked
package org.holdfast.connector.siprec.xml;

import org.jspecify.annotations.NullMarked;
