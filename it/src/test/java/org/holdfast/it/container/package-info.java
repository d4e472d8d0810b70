/** The built EAR in the provisioned WildFly, deployed by Arquillian: what the server itself has to say about it. */
@NullMarked
package org.holdfast.it.container;

import org.jspecify.annotations.NullMarked;
