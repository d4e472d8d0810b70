/**
 * Recording rules: which call is kept. Decided here for the recorder and for whoever tries a rule, by the same code.
 *
 * <p>Knows the JDK only: neither SIP nor the database. A book of rules travels as a file ({@link RuleFile}).
 */
@NullMarked
package org.holdfast.rulebook;

import org.jspecify.annotations.NullMarked;
