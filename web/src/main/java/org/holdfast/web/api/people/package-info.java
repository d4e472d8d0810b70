/** Users, groups, roles and the audit trail as the REST interface has them. */
@NullMarked
package org.holdfast.web.api.people;

import org.jspecify.annotations.NullMarked;
