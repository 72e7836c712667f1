package io.schedulerrunner.web.oidc;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.web.Authenticator;
import io.schedulerrunner.web.Verdict;
import io.schedulerrunner.web.WebRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code Authorization: Bearer} with an ID token (OpenID Connect Core 1.0, section 3.1.3.7) of the
 * configured issuer, such as those that Cloud Scheduler sends. Why a token is refused stands in the
 * log only. Thread-safe.
 */
public final class IdTokens implements Authenticator, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);
  private static final String SCHEME = "Bearer ";

  private final IssuerClient client;
  private final TokenCheck check;

  private IdTokens(IssuerClient client, TokenCheck check) {
    this.client = client;
    this.check = check;
  }

  /** Nothing is asked of the issuer before the first token comes. */
  public static IdTokens of(Settings.Oidc settings, InstantSource clock) {
    IssuerClient client = new IssuerClient(settings.issuer(), IssuerClient.PATIENCE);
    IssuerKeys keys = new IssuerKeys(client::fetch, clock);
    return new IdTokens(client, new TokenCheck(settings, keys, clock));
  }

  @Override
  public Verdict check(WebRequest request) {
    Optional<String> header =
        request
            .header("Authorization")
            .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
    return header
        .map(value -> verdict(value.substring(SCHEME.length()).strip()))
        .orElseGet(Verdict.Missing::new);
  }

  private Verdict verdict(String token) {
    Optional<String> objection = check.objection(token);
    objection.ifPresent(reason -> LOG.warn("An ID token was refused: {}", reason));
    return objection
        .<Verdict>map(reason -> new Verdict.Refused("The token is not valid for this service."))
        .orElseGet(Verdict.Granted::new);
  }

  @Override
  public String challenge() {
    return "Bearer";
  }

  @Override
  public void close() {
    client.close();
  }
}
