/** Pages of people: users, groups, roles, the audit trail, one's own account. What they change, the boundaries of access check. */
@NullMarked
package org.holdfast.web.portal.people;

import org.jspecify.annotations.NullMarked;
