# What a session of tests/readme/ has beside what its document says.
set -euo pipefail
shopt -s expand_aliases

# An answer of 400 or above fails a command here; a person would read it.
curl() { command curl --fail-with-body "$@"; }

# The last text of this session that fits a pattern.
printed() { grep -aoE -- "$1" "$SESSION" | tail -n 1 | grep .; }

api() { command curl -sSf -H "Authorization: Bearer $DEMO_TOKEN" "http://127.0.0.1:$API_PORT/api/v1/$1"; }

# A field of the newest of a list of the API.
newest() {
  eventually has_any "$1"
  api "$1?limit=1" | node -p "JSON.parse(fs.readFileSync(0, 'utf8')).rows[0].$2"
}
has_any() { ! api "$1?limit=1" | grep -q '"rows":\[\]'; }

# A field of the newest reading of a gauge.
latest() { api "gauges/$1/latest" | node -p "JSON.parse(fs.readFileSync(0, 'utf8')).$2"; }

soon() { node -p 'new Date(Date.now() + 3600_000).toISOString()'; }

eventually() {
  for _ in $(seq 600); do
    if "$@"; then return; fi
    sleep 0.1
  done
  echo "waited in vain for $*" >&2
  return 1
}

two_rule_versions() { [ "$(api rules/versions | grep -o '"digest"' | wc -l)" -ge 2 ]; }

stop_the_hub() {
  kill -TERM "$HUB_PID"
  eventually hub_is_gone
}
hub_is_gone() { ! kill -0 "$HUB_PID" 2>/dev/null; }

# A flood in a recording: heading, what is usual, its peak, what ends a row.
a_flood() {
  node -e '
    const [heading, usual, peak, end] = process.argv.slice(1);
    console.log(heading);
    for (let i = 0; i < 60; i++) {
      const rise = Math.max(0, 1 - Math.abs(i - 40) / 10);
      const time = new Date(Date.UTC(2021, 6, 20) + i * 600_000).toISOString().slice(0, 19);
      console.log(`${time}Z,${(+usual + (peak - usual) * rise).toFixed(3)}${end}`);
    }' "$@"
}
