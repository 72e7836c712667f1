package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Scanner;
import java.util.zip.CRC32;

/**
 * Brings a database's tables up to date: each script runs once, in order, all of them in one
 * transaction that keeps other instances waiting. When there is nothing to do, two small queries
 * say so.
 */
final class Migrations {

  /** The scripts of this version, the first one version 1. Only ever add to it. */
  static final List<String> SCRIPTS =
      List.of(
          "V1__runs.sql",
          "V2__schedules.sql",
          "V3__batches.sql",
          "V4__limits.sql",
          "V5__outcomes_by_run.sql");

  private static final String TABLE = "runner_migrations";

  private final List<Script> scripts;

  /** A script with what tells whether it was changed. */
  record Script(int version, String name, List<String> statements) {
    String checksum() {
      CRC32 checksum = new CRC32();
      checksum.update(String.join(";\n", statements).getBytes(UTF_8));
      return Long.toHexString(checksum.getValue());
    }
  }

  /** A script that ran. */
  private record Applied(int version, String name, String checksum) {}

  Migrations(List<Script> scripts) {
    this.scripts = List.copyOf(scripts);
  }

  /** The scripts that come with this version. */
  static Migrations current() {
    List<Script> scripts = new ArrayList<>();
    for (String name : SCRIPTS) {
      scripts.add(new Script(scripts.size() + 1, name, read(name)));
    }
    return new Migrations(scripts);
  }

  /**
   * Runs what has not run yet.
   *
   * @throws StoreException when the database was made by a newer version, or a script is not the
   *     one that ran
   */
  void migrate(Database database) {
    if (database.<Integer>read(sql -> applied(database, sql)) < scripts.size()) {
      database.<Integer>write(sql -> migrate(database, sql));
    }
  }

  private int migrate(Database database, Sql sql) throws SQLException {
    database.lockSchema(sql);
    sql.update(
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,"
            + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)");
    int done = applied(database, sql);
    for (Script script : scripts.subList(done, scripts.size())) {
      for (String statement : script.statements()) {
        sql.update(statement);
      }
      sql.update(
          "INSERT INTO " + TABLE + " (version, name, checksum) VALUES (?, ?, ?)",
          script.version(),
          script.name(),
          script.checksum());
    }
    return scripts.size();
  }

  /** How many scripts have run; they are the first of ours, unchanged. */
  private int applied(Database database, Sql sql) throws SQLException {
    int tables = sql.query(database.countTables(), row -> row.number("n"), TABLE).getFirst();
    if (tables == 0) {
      return 0;
    }
    List<Applied> applied =
        sql.query(
            "SELECT version, name, checksum FROM " + TABLE + " ORDER BY version",
            row -> new Applied(row.number("version"), row.text("name"), row.text("checksum")));
    if (applied.size() > scripts.size()) {
      throw refused(
          database,
          "has schema version "
              + applied.size()
              + ", and this version of the runner knows only up to "
              + scripts.size()
              + ": use a newer runner, or another STORE_URL");
    }
    for (Applied done : applied) {
      if (!scripts.get(done.version() - 1).checksum().equals(done.checksum())) {
        throw refused(
            database,
            "was set up by another "
                + done.name()
                + " than this version of the runner has: use the runner that made it, or another"
                + " STORE_URL");
      }
    }
    return applied.size();
  }

  private static StoreException refused(Database database, String message) {
    return new StoreException(
        StoreException.Kind.REFUSED, "The history in " + database.name() + " " + message + ".");
  }

  /** The statements, each ended by a semicolon at the end of a line. */
  private static List<String> read(String name) {
    try (Scanner script =
        new Scanner(
            Objects.requireNonNull(Migrations.class.getResourceAsStream("migrations/" + name)),
            UTF_8)) {
      return script.useDelimiter(";\\R").tokens().toList();
    }
  }
}
