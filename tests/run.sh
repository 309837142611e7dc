#!/usr/bin/env bash
# The one test command: installs what the tests need, checks the formatting, builds with warnings as errors, runs every test on SQLite and
# PostgreSQL and in Chromium, and ends with the line "N passed, N failed, N skipped". Exit code 0 only when nothing failed and nothing was skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=Release
results="$(mktemp -d)"
started=$SECONDS

say() { printf '\n== %s (%ds)\n' "$1" "$((SECONDS - started))"; }
give_up() { printf '%s\n' "$1" >&2; printf '0 passed, 1 failed, 0 skipped\n'; exit 1; }
finish() { bash tests/postgres.sh stop >/dev/null 2>&1 || true; dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true; rm -rf "$results"; }
trap finish EXIT

# --- what the tests need ------------------------------------------------------------------------------------------
command -v dotnet >/dev/null || give_up "The .NET 10 SDK is missing: install it and run this again."
command -v node >/dev/null || give_up "Node 20 or newer is missing: install it and run this again."

declare -A needs=( [chromium]=chromium [postgresql]=/usr/lib/postgresql [poppler-utils]=pdftotext [qpdf]=qpdf [python3-aiosmtpd]=python:aiosmtpd [sqlite3]=sqlite3 )
missing=()
for package in "${!needs[@]}"; do
  probe="${needs[$package]}"
  case "$probe" in
    /*) [ -d "$probe" ] || missing+=("$package") ;;
    python:*) /usr/bin/python3 -c "import ${probe#python:}" 2>/dev/null || missing+=("$package") ;;
    *) command -v "$probe" >/dev/null || missing+=("$package") ;;
  esac
done
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "Installing ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$results/apt.log" 2>&1 \
      || { tail -n 20 "$results/apt.log"; give_up "Could not install: ${missing[*]}"; }
  else
    give_up "The tests need these Debian packages: ${missing[*]}
Install them (sudo apt-get install ${missing[*]}) and run this again; installing needs root and apt-get."
  fi
fi

# --- a throw-away PostgreSQL on a loopback port -------------------------------------------------------------------
say "Starting PostgreSQL"
postgres="$(bash tests/postgres.sh start)" || give_up "PostgreSQL did not start; see the lines above."
eval "$postgres"

# --- build --------------------------------------------------------------------------------------------------------
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# One compiler server for all projects halves the build; finish() ends it.
export UseSharedCompilation=true MSBUILDDISABLENODEREUSE=1
say "Restoring"
dotnet restore Insights.sln || give_up "Restore failed."
say "Checking the formatting"
dotnet format whitespace Insights.sln --verify-no-changes --no-restore || give_up "Formatting differs: run 'dotnet format whitespace Insights.sln'."
say "Building, warnings as errors"
dotnet build Insights.sln -c "$configuration" --no-restore -v quiet -clp:NoSummary || give_up "The build failed."

# --- test ---------------------------------------------------------------------------------------------------------
passed=0 failed=0 skipped=0
for project in tests/Insights.*.Tests; do
  name="$(basename "$project")"
  say "$name"
  dotnet test "$project" -c "$configuration" --no-build --nologo \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
    --blame-hang --blame-hang-timeout 8m --blame-hang-dump-type none
  if [ ! -f "$results/$name.trx" ]; then
    printf '%s wrote no results: counted as a failure.\n' "$name"
    failed=$((failed + 1))
    continue
  fi
  # Counters are the runner's own; a test that was not executed is a skipped one.
  read -r t e p f < <(sed -n 's/.*<Counters total="\([0-9]*\)" executed="\([0-9]*\)" passed="\([0-9]*\)" failed="\([0-9]*\)".*/\1 \2 \3 \4/p' "$results/$name.trx" | head -n 1)
  if [ -z "${t:-}" ] || [ "$t" -eq 0 ]; then
    printf '%s ran no test: counted as a failure.\n' "$name"
    failed=$((failed + 1))
    continue
  fi
  passed=$((passed + p)); failed=$((failed + e - p)); skipped=$((skipped + t - e))
  if [ "$t" -ne "$e" ]; then
    printf 'Skipped in %s:\n' "$name"
    grep -o '<UnitTestResult [^>]*outcome="NotExecuted"[^>]*' "$results/$name.trx" | sed -n 's/.*testName="\([^"]*\)".*/  \1/p'
  fi
done

say "Done"
[ "$skipped" -eq 0 ] || printf 'Tests were skipped: everything they need was installed above, so that is a failure of the run.\n'
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ] && [ "$passed" -gt 0 ]
