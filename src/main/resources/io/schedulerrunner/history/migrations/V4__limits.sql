-- Limits that instances share. Times are microseconds since 1970-01-01T00:00:00Z, by the database's clock.

CREATE TABLE runner_limits (
  name TEXT PRIMARY KEY,
  free_at BIGINT NOT NULL
);

CREATE TABLE runner_slots (
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  held INTEGER NOT NULL,
  wanted INTEGER NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (name, holder)
);
