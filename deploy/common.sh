# shellcheck shell=bash
# Read by the scripts beside it, never run by itself: settings with their defaults, --dry-run, and three small functions.
# Works with the bash 3.2 of macOS.
# shellcheck disable=SC2034 # every script uses some of these settings
set -euo pipefail

DRY_RUN=no
if [[ ${1:-} == --dry-run ]]; then
  DRY_RUN=yes
  shift
fi

deploy_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [[ -z ${GCP_PROJECT_ID:-} ]]; then
  echo "GCP_PROJECT_ID is not set. Example: GCP_PROJECT_ID=my-project deploy/setup --dry-run" >&2
  exit 2
fi
PROJECT=$GCP_PROJECT_ID
REGION=${GCP_REGION:-us-central1}
SERVICE=${SERVICE:-gcp-scheduler-runner}
REPOSITORY=${REPOSITORY:-gcp-scheduler-runner}
JOB=${JOB:-gcp-scheduler-runner-job}
SCHEDULE=${SCHEDULE:-0 */6 * * *}
TIME_ZONE=${TIME_ZONE:-Etc/UTC}
ATTEMPT_DEADLINE=${ATTEMPT_DEADLINE:-180}
SECRETS=${SECRETS:-}

accounts=$PROJECT.iam.gserviceaccount.com
RUNTIME_ACCOUNT=runner-runtime@$accounts
INVOKER_ACCOUNT=runner-invoker@$accounts
DEPLOYER_ACCOUNT=runner-deployer@$accounts

# One line that a shell reads back as the same words.
show() {
  local word line=
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=@,%+-]+$ ]] || word="'${word//\'/\'\\\'\'}'"
    line+="$word "
  done
  printf '%s\n' "${line% }"
}

# Runs a command that changes something; with --dry-run it is only shown.
run() {
  if [[ $DRY_RUN == yes ]]; then
    show "$@"
  else
    "$@"
  fi
}

# The answer of a command that only reads; with --dry-run the command goes to stderr and the first word is the answer.
ask() {
  local example=$1
  shift
  if [[ $DRY_RUN == yes ]]; then
    show "$@" >&2
    printf '%s\n' "$example"
  else
    "$@"
  fi
}

# Whether a thing is there. With --dry-run nobody is asked: it counts as missing, so that every command is shown.
exists() {
  if [[ $DRY_RUN == yes ]]; then
    printf '# only where this finds nothing: %s\n' "$(show "$@")"
    return 1
  fi
  "$@" >/dev/null 2>&1
}
