package io.schedulerrunner.web.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.schedulerrunner.config.Settings;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with the claims of a token that the issuer signed (OpenID Connect Core 1.0,
 * section 3.1.3.7). Thread-safe.
 */
final class ClaimsCheck {

  /** How far the issuer's clock and ours may differ. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  private static final String GOOGLE = "https://accounts.google.com";
  private static final int LONGEST_SHOWN = 100;

  private final Settings.Oidc settings;
  private final List<String> issuers;
  private final InstantSource clock;

  ClaimsCheck(Settings.Oidc settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    String issuer = settings.issuer().toString();
    // Google documents both spellings of itself.
    issuers = issuer.equals(GOOGLE) ? List.of(GOOGLE, "accounts.google.com") : List.of(issuer);
  }

  /** Why they are not accepted; nothing where they are. */
  Optional<String> objection(JWTClaimsSet claims) throws ParseException {
    String issuer = claims.getIssuer();
    if (issuer == null || !issuers.contains(issuer)) {
      return Optional.of("its issuer is " + shown(issuer) + ", not OIDC_ISSUER.");
    }
    if (!claims.getAudience().contains(settings.audience())) {
      return Optional.of(
          "its audience is "
              + shown(String.join(", ", claims.getAudience()))
              + ", not OIDC_AUDIENCE.");
    }
    Optional<String> time = timeObjection(claims);
    return time.isPresent() || settings.serviceAccounts().isEmpty()
        ? time
        : accountObjection(claims);
  }

  private Optional<String> timeObjection(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Date expires = claims.getExpirationTime();
    if (expires == null) {
      return Optional.of("it never expires.");
    }
    if (!now.isBefore(expires.toInstant().plus(LEEWAY))) {
      return Optional.of("it expired at " + expires.toInstant() + ".");
    }
    return isLater(claims.getIssueTime(), now) || isLater(claims.getNotBeforeTime(), now)
        ? Optional.of("it is not valid yet.")
        : Optional.empty();
  }

  private static boolean isLater(@Nullable Date time, Instant now) {
    return time != null && time.toInstant().isAfter(now.plus(LEEWAY));
  }

  private Optional<String> accountObjection(JWTClaimsSet claims) throws ParseException {
    String email = claims.getStringClaim("email");
    if (email == null || !settings.serviceAccounts().contains(email)) {
      return Optional.of("its e-mail is " + shown(email) + ", not one of OIDC_SERVICE_ACCOUNTS.");
    }
    return Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
        ? Optional.empty()
        : Optional.of("its e-mail is not verified.");
  }

  private static String shown(@Nullable String text) {
    return text == null ? "missing" : text.substring(0, Math.min(LONGEST_SHOWN, text.length()));
  }
}
