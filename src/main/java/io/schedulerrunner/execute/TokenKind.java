package io.schedulerrunner.execute;

import java.util.List;

/** What a token is for; equal ones are shared. Immutable. */
sealed interface TokenKind {

  /** Says to an audience who the runner is (OpenID Connect Core 1.0, section 2). */
  record Identity(String audience) implements TokenKind {}

  /** Lets the runner use Google's APIs (RFC 6750) within these scopes. */
  record Access(List<String> scopes) implements TokenKind {

    private static final List<String> ALL =
        List.of("https://www.googleapis.com/auth/cloud-platform");

    public Access {
      scopes = scopes.isEmpty() ? ALL : List.copyOf(scopes);
    }
  }
}
