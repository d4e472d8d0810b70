package org.holdfast.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Root of the REST interface. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {}
