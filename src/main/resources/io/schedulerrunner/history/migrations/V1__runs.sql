-- Times are microseconds since 1970-01-01T00:00:00Z, durations microseconds, flags 0 or 1.

CREATE TABLE runner_runs (
  id TEXT PRIMARY KEY,
  run_key TEXT UNIQUE,
  job TEXT,
  source TEXT NOT NULL,
  schedule_time BIGINT,
  settings_hash TEXT NOT NULL,
  mode TEXT NOT NULL,
  tags TEXT NOT NULL,
  endpoints INTEGER NOT NULL,
  status TEXT NOT NULL,
  instance TEXT NOT NULL,
  lease_number BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  duration BIGINT NOT NULL DEFAULT 0,
  successful INTEGER NOT NULL DEFAULT 0,
  warnings INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  omitted INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX runner_runs_started ON runner_runs (started_at);

CREATE INDEX runner_runs_status ON runner_runs (status, job);

CREATE TABLE runner_outcomes (
  run_id TEXT NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  lease_number BIGINT NOT NULL,
  endpoint TEXT NOT NULL,
  method TEXT NOT NULL,
  definition TEXT NOT NULL,
  status TEXT NOT NULL,
  error_type TEXT,
  error TEXT,
  finished_at BIGINT NOT NULL,
  duration BIGINT NOT NULL,
  attempts TEXT NOT NULL,
  status_code INTEGER,
  response TEXT,
  response_form TEXT,
  response_truncated INTEGER,
  PRIMARY KEY (run_id, name)
);

CREATE INDEX runner_outcomes_name ON runner_outcomes (name, finished_at);
