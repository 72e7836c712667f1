variable "project" {
  description = "Project id."
  type        = string
}

variable "region" {
  description = "Region of the service, its images and its job."
  type        = string
  default     = "us-central1"
}

variable "github_repository" {
  description = "The GitHub repository that may deploy, as owner/repository."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "Write it as owner/repository."
  }
}

variable "branch" {
  description = "The branch whose workflows may deploy."
  type        = string
  default     = "main"
}

variable "service" {
  description = "Name of the Cloud Run service and of the image repository."
  type        = string
  default     = "gcp-scheduler-runner"
}

variable "job" {
  description = "Name of the Cloud Scheduler job."
  type        = string
  default     = "gcp-scheduler-runner-job"
}

variable "schedule" {
  description = "When the job runs, as unix cron."
  type        = string
  default     = "0 */6 * * *"
}

variable "time_zone" {
  description = "The tz database zone in which the schedule is read."
  type        = string
  default     = "Etc/UTC"
}

variable "attempt_deadline" {
  description = "Seconds that Cloud Scheduler waits for the report; RUN_DEADLINE of the service must be shorter."
  type        = number
  default     = 180

  validation {
    condition     = var.attempt_deadline >= 15 && var.attempt_deadline <= 1800
    error_message = "Cloud Scheduler allows 15 to 1800 seconds."
  }
}

variable "retries" {
  description = "How often Cloud Scheduler repeats a failed run, 0 to 5."
  type        = number
  default     = 0
}

variable "secrets" {
  description = "Names of variables to keep in Secret Manager; their values are added outside Terraform, so that its state holds none."
  type        = set(string)
  default     = []
}

variable "queue" {
  description = "Name of a Cloud Tasks queue for runs over many instances; empty for none."
  type        = string
  default     = ""
}

variable "queue_rate" {
  description = "Batches that the queue hands over per second, at most."
  type        = number
  default     = 10
}

variable "queue_concurrency" {
  description = "Batches that are carried out at the same time, at most."
  type        = number
  default     = 20
}
