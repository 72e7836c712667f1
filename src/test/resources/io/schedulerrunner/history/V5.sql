
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

CREATE TABLE runner_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);

INSERT INTO runner_migrations (version, name, checksum)
VALUES (1, 'V1__runs.sql', 'c98caf30');

CREATE TABLE runner_schedules (
  endpoint TEXT PRIMARY KEY,
  paused INTEGER NOT NULL DEFAULT 0,
  fired_at BIGINT
);

CREATE TABLE runner_ticks (
  source TEXT PRIMARY KEY,
  handled_until BIGINT NOT NULL
);

INSERT INTO runner_migrations (version, name, checksum)
VALUES (2, 'V2__schedules.sql', '9cf34eaa');

CREATE TABLE runner_orders (
  run_id TEXT PRIMARY KEY,
  opening BIGINT NOT NULL,
  request TEXT NOT NULL,
  arrived_at BIGINT NOT NULL,
  deadline BIGINT NOT NULL
);

CREATE TABLE runner_batches (
  run_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  opening BIGINT NOT NULL,
  stage INTEGER NOT NULL,
  calls TEXT NOT NULL,
  PRIMARY KEY (run_id, number)
);

CREATE TABLE runner_tasks (
  task_name TEXT NOT NULL,
  task_instance TEXT NOT NULL,
  task_data BYTEA,
  execution_time TIMESTAMPTZ NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by TEXT,
  last_success TIMESTAMPTZ,
  last_failure TIMESTAMPTZ,
  consecutive_failures INTEGER,
  last_heartbeat TIMESTAMPTZ,
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX runner_tasks_due ON runner_tasks (execution_time);

CREATE INDEX runner_tasks_heartbeat ON runner_tasks (last_heartbeat);

INSERT INTO runner_migrations (version, name, checksum)
VALUES (3, 'V3__batches.sql', '2a258572');

INSERT INTO runner_schedules (endpoint, paused, fired_at)
VALUES ('ok', 1, 1795410000000000);

INSERT INTO runner_runs (id, run_key, job, source, schedule_time, settings_hash, mode, tags, endpoints, status, instance, lease_number, lease_until, started_at, ended_at, duration, successful, warnings, failed, omitted)
VALUES ('0190f5fe-7c00-7a00-8abc-012345678901', 'nightly 2026-11-23T05:00:00Z', 'nightly', 'scheduler', 1795410000000000, 'abc', 'PARALLEL', '
billing
nightly
', 2, 'failed', 'instance-1', 1, 1795410031000000, 1795410001000000, 1795410002000000, 1000000, 1, 0, 1, 0);

INSERT INTO runner_outcomes (run_id, name, position, lease_number, endpoint, method, definition, status, error_type, error, finished_at, duration, attempts, status_code, response, response_form, response_truncated)
VALUES ('0190f5fe-7c00-7a00-8abc-012345678901', 'ok', 0, 1, 'https://example.test/ok', 'POST', 'd1', 'success', NULL, NULL, 1795410001500000, 87000, '[{"number":1,"started_at":"2026-11-23T05:00:01Z","duration_us":87000,"status_code":200,"first_byte_us":80000,"address":"127.0.0.1:80"}]', 200, '{"ok":true}', 'JSON', 0);

INSERT INTO runner_outcomes (run_id, name, position, lease_number, endpoint, method, definition, status, error_type, error, finished_at, duration, attempts, status_code, response, response_form, response_truncated)
VALUES ('0190f5fe-7c00-7a00-8abc-012345678901', 'broken', 1, 1, 'https://example.test/broken', 'GET', 'd2', 'failed', 'timeout', 'No answer in 30 s', 1795410002000000, 900000, '[{"number":1,"started_at":"2026-11-23T05:00:01Z","duration_us":400000,"error_type":"connect","error":"refused"},{"number":2,"started_at":"2026-11-23T05:00:01.5Z","duration_us":400000,"error_type":"timeout","error":"No answer in 30 s"}]', NULL, NULL, NULL, NULL);
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

INSERT INTO runner_migrations (version, name, checksum)
VALUES (
  4,
  'V4__limits.sql',
  '5a023650'
);

DROP INDEX runner_outcomes_name;

INSERT INTO runner_migrations (version, name, checksum)
VALUES (
  5,
  'V5__outcomes_by_run.sql',
  '183dea19'
);
