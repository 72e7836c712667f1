output "github_variables" {
  description = "To set in GitHub: Settings, Secrets and variables, Actions, Variables."
  value = {
    GCP_REGION                     = var.region
    GCP_SERVICE_ACCOUNT            = google_service_account.this["deployer"].email
    GCP_WORKLOAD_IDENTITY_PROVIDER = google_iam_workload_identity_pool_provider.github.name
  }
}

output "url" {
  description = "Address of the service."
  value       = google_cloud_run_v2_service.runner.uri
}
