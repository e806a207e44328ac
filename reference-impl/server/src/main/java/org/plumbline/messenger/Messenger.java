package org.plumbline.messenger;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** Starts a node. Which roles it has and which servers it uses is configuration. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Plumbline messenger",
            version = "0.1.0",
            description =
                "The HTTP routes of a node; the socket is in asyncapi.yaml. Every error has the"
                    + " body {code, detail}; 429 and 503 come with Retry-After.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(
    name = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "The access token of POST /user/v1/auth")
public final class Messenger {

  private Messenger() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) {
    Micronaut.run(Messenger.class, arguments);
  }
}
