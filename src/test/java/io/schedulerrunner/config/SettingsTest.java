package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Settings.Logs.Format;
import io.schedulerrunner.config.Settings.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default and the name of every setting. */
final class SettingsTest {

  private static final Map<String, String> EVERY_VARIABLE =
      Map.ofEntries(
          Map.entry("PORT", "0"),
          Map.entry("HOST", "::"),
          Map.entry("API_KEY", " new-key , ,old-key,"),
          Map.entry("OIDC_AUDIENCE", "https://runner.example.com"),
          Map.entry("OIDC_SERVICE_ACCOUNTS", "a@example.com, b@example.com"),
          Map.entry("OIDC_ISSUER", "https://issuer.example.com"),
          Map.entry("REQUEST_TIMEOUT", "1.5"),
          Map.entry("MAX_WORKERS", "10000"),
          Map.entry("RUN_DEADLINE", "0.5"),
          Map.entry("MAX_REQUEST_BYTES", "1"),
          Map.entry("MAX_RUNS", "2"),
          Map.entry("MAX_RESPONSE_BYTES", "0"),
          Map.entry("STORE_URL", "postgresql://me:not-a-real-secret-1@db/runs"),
          Map.entry("LEASE_SECONDS", "2.5"),
          Map.entry("HISTORY_DAYS", "1"),
          Map.entry("HISTORY_RUNS", "2"),
          Map.entry("SCHEDULER", "on"),
          Map.entry("TICK_MINUTES", "1440"),
          Map.entry("GCE_METADATA_HOST", "127.0.0.1:80"),
          Map.entry("RUNNER_PROFILE", "Cold"),
          Map.entry("ALLOW_PRIVATE_ENDPOINTS", "TRUE"),
          Map.entry("LOG_FORMAT", "text"),
          Map.entry("LOG_LEVEL", "DEBUG"),
          Map.entry("GOOGLE_CLOUD_PROJECT", "my-project"));

  @Test
  void everySettingHasADefault() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new Settings(
                new Settings.Listen("127.0.0.1", 5000, 8_388_608, 256),
                new Settings.Access(List.of(), Optional.empty()),
                new Settings.Calls(
                    Duration.ofSeconds(30),
                    10,
                    Duration.ofSeconds(170),
                    65_536,
                    "metadata.google.internal",
                    false),
                new Settings.Store("sqlite:data/runs.db", Duration.ofSeconds(30), 30, 10_000),
                new Settings.Scheduler(false, 1),
                new Settings.Logs(Format.JSON, "info", Optional.empty()),
                Profile.SUSTAINED,
                false,
                Map.of()));
  }

  @Test
  void everySettingHasAName() {
    assertThat(read(EVERY_VARIABLE))
        .isEqualTo(
            new Settings(
                new Settings.Listen("::", 0, 1, 2),
                new Settings.Access(
                    List.of("new-key", "old-key"),
                    Optional.of(
                        new Settings.Oidc(
                            "https://runner.example.com",
                            Set.of("a@example.com", "b@example.com"),
                            URI.create("https://issuer.example.com")))),
                new Settings.Calls(
                    Duration.ofMillis(1500),
                    10_000,
                    Duration.ofMillis(500),
                    0,
                    "127.0.0.1:80",
                    true),
                new Settings.Store(
                    "postgresql://me:not-a-real-secret-1@db/runs", Duration.ofMillis(2500), 1, 2),
                new Settings.Scheduler(true, 1440),
                new Settings.Logs(Format.TEXT, "debug", Optional.of("my-project")),
                Profile.COLD,
                false,
                EVERY_VARIABLE));
  }

  @Test
  void anEmptyVariableCountsAsNotSet() {
    assertThat(read(Map.of("PORT", "", "HOST", " ", "API_KEY", "", "K_SERVICE", "")))
        .returns(5000, settings -> settings.listen().port())
        .returns("127.0.0.1", settings -> settings.listen().host())
        .returns(true, settings -> settings.access().isOpen())
        .returns(false, Settings::onCloudRun);
  }

  @Test
  void blanksAroundAValueDoNotMatter() {
    assertThat(read(Map.of("PORT", " 8080 ")).listen().port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource({
    "K_SERVICE, runner, 0.0.0.0",
    "RUNNER_IMAGE, true, 0.0.0.0",
    "RUNNER_IMAGE, false, 127.0.0.1",
    "API_KEY, some-key, 0.0.0.0",
    "HOST, 127.0.0.2, 127.0.0.2",
    "SMTP_USER, me, 127.0.0.1",
  })
  void theNetworkIsLetInOnceSomebodyWatchesTheDoor(String name, String value, String host) {
    assertThat(read(Map.of(name, value)).listen().host()).isEqualTo(host);
  }

  @Test
  void oidcWatchesTheDoorToo() {
    Map<String, String> oidc = Map.of("OIDC_AUDIENCE", "x", "OIDC_SERVICE_ACCOUNTS", "a@b.example");

    assertThat(read(oidc).listen().host()).isEqualTo("0.0.0.0");
    assertThat(read(oidc).access().isOpen()).isFalse();
    assertThat(read(oidc).access().oidc())
        .contains(
            new Settings.Oidc(
                "x", Set.of("a@b.example"), URI.create("https://accounts.google.com")));
  }

  @Test
  void anotherIssuerMayDoWithoutAccounts() {
    assertThat(
            read(Map.of("OIDC_AUDIENCE", "x", "OIDC_ISSUER", "https://i.example")).access().oidc())
        .contains(new Settings.Oidc("x", Set.of(), URI.create("https://i.example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://127.0.0.1:80/x",
        "http://[::1]:1",
        "https://i.example"
      })
  void anIssuerMayBeInTheClearOnLoopback(String issuer) {
    Map<String, String> environment = Map.of("OIDC_AUDIENCE", "x", "OIDC_ISSUER", issuer);

    assertThat(read(environment).access().oidc())
        .map(Settings.Oidc::issuer)
        .contains(URI.create(issuer));
  }

  @Test
  void onCloudRunRunsAreKeptInMemoryAndLogsAreJson() {
    Settings settings =
        Configuration.load(
                Map.of("K_SERVICE", "runner"),
                Path.of("/nonexistent"),
                EndpointChecks.NONE,
                () -> true)
            .settings();

    assertThat(settings.onCloudRun()).isTrue();
    assertThat(settings.store().url()).isEqualTo("memory:");
    assertThat(settings.logs().format()).isEqualTo(Format.JSON);
    assertThat(settings.profile()).isEqualTo(Profile.SUSTAINED);
  }

  @Test
  void logsAreTextOnATerminal() {
    assertThat(logFormat(Map.of(), true)).isEqualTo(Format.TEXT);
    assertThat(logFormat(Map.of(), false)).isEqualTo(Format.JSON);
    assertThat(logFormat(Map.of("LOG_FORMAT", "json"), true)).isEqualTo(Format.JSON);
    assertThat(logFormat(Map.of("LOG_FORMAT", "Text", "K_SERVICE", "x"), false))
        .isEqualTo(Format.TEXT);
  }

  @Test
  void onlyJsonLinesWithoutAProjectLackIt() {
    assertThat(read(Map.of()).logs().lackProject()).isTrue();
    assertThat(read(Map.of()).logs().of("p-1"))
        .isEqualTo(new Settings.Logs(Format.JSON, "info", Optional.of("p-1")));
    assertThat(read(Map.of("GOOGLE_CLOUD_PROJECT", "p-1")).logs().lackProject()).isFalse();
    assertThat(read(Map.of("LOG_FORMAT", "text")).logs().lackProject()).isFalse();
  }

  private static Format logFormat(Map<String, String> environment, boolean terminal) {
    return Configuration.load(
            environment, Path.of("/nonexistent"), EndpointChecks.NONE, () -> terminal)
        .settings()
        .logs()
        .format();
  }

  @ParameterizedTest
  @CsvSource({
    "true, '', COLD",
    "true, sustained, SUSTAINED",
    "'', cold, COLD",
    "'', '', SUSTAINED"
  })
  void theImageLivesForOneRunUnlessToldOtherwise(String image, String profile, Profile expected) {
    assertThat(read(Map.of("RUNNER_IMAGE", image, "RUNNER_PROFILE", profile)).profile())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory:",
        "sqlite:x",
        "sqlite:/data/runs.db",
        "postgresql://db/runs",
        "postgresql://me:pass/@db/runs",
        "postgresql://me:p@ss/w@db:5432/runs?ssl=true",
        "firestore://project/(default)"
      })
  void storesAreKnownByTheirUrl(String url) {
    assertThat(read(Map.of("STORE_URL", url)).store().url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "debug", "info", "warn", "error", "off"})
  void everyLevelIsKnown(String level) {
    assertThat(read(Map.of("LOG_LEVEL", level)).logs().level()).isEqualTo(level);
  }

  @Test
  void notificationsAreLeftToTheirReader() {
    Map<String, String> environment =
        Map.of(
            "SMTP_HOST", "smtp.example.com",
            "SMTP_PORT", "25",
            "EMAIL_FROM", "Runner <runner@example.com>",
            "EMAIL_TO", "a@example.com, b@example.com",
            "EMAIL_ON", "always",
            "WEBHOOK_URL", "http://127.0.0.1:8080/hook",
            "HEARTBEAT_URL", "https://ping.example.com/x");

    assertThat(read(environment).environment()).isEqualTo(environment);
  }

  @Test
  void nothingSecretIsPrinted() {
    Settings settings =
        read(
            Map.of(
                "API_KEY", "not-a-real-secret-1,not-a-real-secret-2",
                "STORE_URL", "postgresql://me:not-a-real-secret-3@db/runs",
                "SMTP_PASSWORD", "not-a-real-secret-4"));

    assertThat(settings.toString()).contains("Access[2 keys, ").doesNotContain("not-a-real");
    assertThat(settings.store()).hasToString("Store[postgresql:…]");
  }

  private static Settings read(Map<String, String> environment) {
    return Configuration.load(environment, Path.of("/nonexistent")).settings();
  }
}
