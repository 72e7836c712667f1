package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;

/** Connections to a PostgreSQL server; each wait for it is bounded. */
public final class PostgresPool {

  private static final String CONNECT_SECONDS = "5";
  private static final String SOCKET_SECONDS = "10";
  private static final String ROWS_AT_ONCE = "1000";
  private static final long POOL_MILLIS = 3_000;

  private PostgresPool() {}

  /**
   * Opens a pool, without auto-commit; the server is first spoken to when something is asked.
   *
   * @param size most connections
   */
  public static HikariDataSource open(StoreUrl.Postgres url, String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(
        "jdbc:postgresql://"
            + url.host()
            + ":"
            + url.port()
            + "/"
            + URLEncoder.encode(url.database(), UTF_8));
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.addDataSourceProperty("ApplicationName", "gcp-scheduler-runner");
    config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
    config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // A run may have 100,000 results: as rows of the driver and as results at the same time they
    // would take twice the memory.
    config.addDataSourceProperty("defaultRowFetchSize", ROWS_AT_ONCE);
    url.parameters().forEach(config::addDataSourceProperty);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(POOL_MILLIS);
    config.setValidationTimeout(POOL_MILLIS);
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    config.setConnectionInitSql("SET statement_timeout = '5s'");
    return new HikariDataSource(config);
  }
}
