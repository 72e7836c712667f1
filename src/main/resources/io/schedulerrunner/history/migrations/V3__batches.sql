-- Runs whose calls are made by several instances. Times are microseconds since 1970-01-01T00:00:00Z, durations microseconds.

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

-- The tasks of db-scheduler, in the columns that it expects.
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
