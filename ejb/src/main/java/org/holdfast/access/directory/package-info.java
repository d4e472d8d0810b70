/**
 * Users that somebody else knows: an LDAP directory, an OpenID provider. They are entered here when they first come, with the
 * roles their groups give. Users of this installation come in without any of it.
 */
@NullMarked
package org.holdfast.access.directory;

import org.jspecify.annotations.NullMarked;
