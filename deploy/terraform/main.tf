# What deploy/setup and deploy/schedule do, as Terraform. Use one or the other, not both.

locals {
  services = [
    "artifactregistry.googleapis.com",
    "cloudscheduler.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "sts.googleapis.com",
  ]
  queue_services = ["cloudtasks.googleapis.com", "firestore.googleapis.com"]
  audited        = ["cloudscheduler.googleapis.com", "run.googleapis.com"]
}

resource "google_project_service" "this" {
  for_each           = toset(concat(local.services, var.queue == "" ? [] : local.queue_services))
  service            = each.value
  disable_on_destroy = false
}

resource "google_artifact_registry_repository" "images" {
  repository_id = var.service
  location      = var.region
  format        = "DOCKER"

  cleanup_policies {
    id     = "keep-the-last-ten"
    action = "KEEP"
    most_recent_versions {
      keep_count = 10
    }
  }

  cleanup_policies {
    id     = "delete-after-thirty-days"
    action = "DELETE"
    condition {
      tag_state  = "ANY"
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_service_account" "this" {
  for_each     = toset(["runtime", "invoker", "deployer"])
  account_id   = "runner-${each.value}"
  display_name = "gcp-scheduler-runner ${each.value}"
  depends_on   = [google_project_service.this]
}

# The pipeline owns the image and the variables; Terraform makes the service once and then leaves them alone.
resource "google_cloud_run_v2_service" "runner" {
  name     = var.service
  location = var.region

  template {
    service_account = google_service_account.this["runtime"].email
    timeout         = "${var.attempt_deadline}s"

    scaling {
      max_instance_count = 1
    }

    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"
    }
  }

  lifecycle {
    ignore_changes = [client, client_version, template, traffic]
  }

  depends_on = [google_project_service.this]
}

resource "google_cloud_run_v2_service_iam_member" "this" {
  for_each = {
    invoker  = "roles/run.invoker"
    deployer = "roles/run.developer"
  }
  name     = google_cloud_run_v2_service.runner.name
  location = var.region
  role     = each.value
  member   = google_service_account.this[each.key].member
}

resource "google_artifact_registry_repository_iam_member" "deployer" {
  repository = google_artifact_registry_repository.images.name
  location   = var.region
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.this["deployer"].member
}

# Deploying as the runtime account, scheduling as the invoker, and calling as the invoker in the smoke test.
resource "google_service_account_iam_member" "deployer" {
  for_each = {
    runtime = { account = "runtime", role = "roles/iam.serviceAccountUser" }
    invoker = { account = "invoker", role = "roles/iam.serviceAccountUser" }
    smoke   = { account = "invoker", role = "roles/iam.serviceAccountTokenCreator" }
  }
  service_account_id = google_service_account.this[each.value.account].name
  role               = each.value.role
  member             = google_service_account.this["deployer"].member
}

resource "google_project_iam_member" "scheduler" {
  project = var.project
  role    = "roles/cloudscheduler.admin"
  member  = google_service_account.this["deployer"].member
}

resource "google_iam_workload_identity_pool" "github" {
  workload_identity_pool_id = "github"
  display_name              = "GitHub"
  depends_on                = [google_project_service.this]
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.github.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.repository == '${var.github_repository}' && assertion.ref == 'refs/heads/${var.branch}'"

  attribute_mapping = {
    "google.subject"       = "assertion.sub"
    "attribute.repository" = "assertion.repository"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account_iam_member" "github" {
  service_account_id = google_service_account.this["deployer"].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github.name}/attribute.repository/${var.github_repository}"
}

resource "google_secret_manager_secret" "this" {
  for_each  = var.secrets
  secret_id = each.value

  replication {
    auto {}
  }

  depends_on = [google_project_service.this]
}

resource "google_secret_manager_secret_iam_member" "runtime" {
  for_each  = google_secret_manager_secret.this
  secret_id = each.value.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.this["runtime"].member
}

resource "google_project_iam_audit_config" "this" {
  for_each = toset(local.audited)
  project  = var.project
  service  = each.value

  audit_log_config {
    log_type = "DATA_READ"
  }

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}

resource "google_cloud_scheduler_job" "runner" {
  name             = var.job
  region           = var.region
  schedule         = var.schedule
  time_zone        = var.time_zone
  attempt_deadline = "${var.attempt_deadline}s"

  retry_config {
    retry_count          = var.retries
    min_backoff_duration = "30s"
    max_backoff_duration = "300s"
    max_doublings        = 3
  }

  http_target {
    uri         = "${google_cloud_run_v2_service.runner.uri}/execute"
    http_method = "POST"
    body        = base64encode("{}")
    headers     = { "Content-Type" = "application/json" }

    oidc_token {
      service_account_email = google_service_account.this["invoker"].email
      audience              = google_cloud_run_v2_service.runner.uri
    }
  }

  # From the first deployment on the pipeline's deploy/schedule keeps all this up to date, from GitHub's variables: were it
  # put back, a job for /tick would call every endpoint each minute.
  lifecycle {
    ignore_changes = [schedule, time_zone, attempt_deadline, retry_config, http_target]
  }
}

# Runs over many instances: a Firestore database, and a queue that brings batches of calls to the service.
resource "google_firestore_database" "runs" {
  count       = var.queue == "" ? 0 : 1
  name        = "(default)"
  location_id = var.region
  type        = "FIRESTORE_NATIVE"
  depends_on  = [google_project_service.this]
}

# It tries again only what did not get to an answer; calls that failed are tried again by the runner itself.
resource "google_cloud_tasks_queue" "batches" {
  count    = var.queue == "" ? 0 : 1
  name     = var.queue
  location = var.region

  rate_limits {
    max_dispatches_per_second = var.queue_rate
    max_concurrent_dispatches = var.queue_concurrency
  }

  retry_config {
    max_attempts = 100
    min_backoff  = "1s"
    max_backoff  = "60s"
  }

  depends_on = [google_project_service.this]
}

resource "google_cloud_tasks_queue_iam_member" "runtime" {
  count    = var.queue == "" ? 0 : 1
  name     = google_cloud_tasks_queue.batches[0].name
  location = var.region
  role     = "roles/cloudtasks.enqueuer"
  member   = google_service_account.this["runtime"].member
}

# Tasks come back as the invoker, and only who may act as it can make such tasks.
resource "google_service_account_iam_member" "queue" {
  count              = var.queue == "" ? 0 : 1
  service_account_id = google_service_account.this["invoker"].name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.this["runtime"].member
}

resource "google_project_iam_member" "runs" {
  count   = var.queue == "" ? 0 : 1
  project = var.project
  role    = "roles/datastore.user"
  member  = google_service_account.this["runtime"].member
}
