/**
 * What leaves this node over HTTP: the portal's pages, the REST interface, health for the web's failover.
 *
 * <p>Nothing here knows tables, S3 or SIP: a page or resource validates, calls one boundary of {@code ejb} and renders.
 */
@NullMarked
package org.holdfast.web;

import org.jspecify.annotations.NullMarked;
