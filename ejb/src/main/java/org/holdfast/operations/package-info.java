/**
 * What an operator may have to act on: this module's numbered log messages. Knows nothing else.
 */
@NullMarked
package org.holdfast.operations;

import org.jspecify.annotations.NullMarked;
