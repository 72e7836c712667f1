package io.schedulerrunner.config;

import java.util.List;
import java.util.Optional;

/** How the runner proves to an endpoint who it is. Immutable. */
public sealed interface Auth {

  /** A Google ID token for an audience, by default the origin of the URL. */
  record Oidc(Optional<Text> audience) implements Auth {}

  /** A Google access token. */
  record OAuth(List<String> scopes) implements Auth {
    public OAuth {
      scopes = List.copyOf(scopes);
    }
  }

  /** RFC 7617. */
  record Basic(Text username, Text password) implements Auth {}

  /** RFC 6750. */
  record Bearer(Text token) implements Auth {}

  /** A signature over the time and the body, in a header of that name. */
  record Hmac(Text secret, String header) implements Auth {}
}
