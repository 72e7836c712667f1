package io.schedulerrunner.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server on loopback, one for all tests of this process; ends with it. */
public final class PostgresServer {

  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  /** A new, empty database. */
  public static StoreUrl.Postgres database() {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(SERVER.getPort(), name);
  }

  /** A new, empty database, as {@code STORE_URL} names it. */
  public static String address() {
    StoreUrl.Postgres fresh = database();
    return "postgresql://postgres:not-a-real-secret-1@127.0.0.1:"
        + SERVER.getPort()
        + "/"
        + fresh.database();
  }

  /** A database of a server on loopback. */
  public static StoreUrl.Postgres url(int port, String name) {
    return new StoreUrl.Postgres(
        "127.0.0.1", port, name, "postgres", "not-a-real-secret-1", Map.of());
  }

  /**
   * A server of its own, to be stopped by the test, which can start it again.
   *
   * @param port where it listens, or 0 for a free one
   */
  public static EmbeddedPostgres start(Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
