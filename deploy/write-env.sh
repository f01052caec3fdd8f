#!/bin/sh
# Writes .env beside docker-compose.yml with a new secret for every service. Never overwrites: these secrets stand in volumes too.
set -eu
cd "$(dirname "$0")/.."
target="${1:-.env}"
if [ -e "$target" ]; then
  echo "Cannot write $target as it must not exist yet: it does. Its secrets are in use; remove it together with the volumes." >&2
  exit 1
fi
secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
umask 077
cat > "$target" <<EOF
# Secrets of this installation, read by docker compose. Keep it off backups that others read, and out of git.
INFLUX_ADMIN_PASSWORD=$(secret)
INFLUX_ADMIN_TOKEN=$(secret)
# May read and write the one bucket: the hub.
INFLUX_HUB_PASSWORD=$(secret)
# May only read it: Grafana.
INFLUX_GRAFANA_PASSWORD=$(secret)
GRAFANA_ADMIN_PASSWORD=$(secret)
# Where Grafana tells that nothing comes from the hub any more: a webhook of your choice, such as a robot of the duty room's group.
# GUANLAN_OPERATOR_WEBHOOK=https://...
# Signs what the demonstration city's dispatch endpoint receives.
GUANLAN_DISPATCH_SECRET=whsec_$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n' | head -c 44)
EOF
echo "$target"
