-- What is kept of schedules beside their runs. Times are microseconds since 1970-01-01T00:00:00Z, flags 0 or 1.

CREATE TABLE runner_schedules (
  endpoint TEXT PRIMARY KEY,
  paused INTEGER NOT NULL DEFAULT 0,
  fired_at BIGINT
);

CREATE TABLE runner_ticks (
  source TEXT PRIMARY KEY,
  handled_until BIGINT NOT NULL
);
