#!/bin/bash
# Run once by the image, after its set-up of organisation, bucket and operator: one user that may write, one that may only read.
set -euo pipefail
bucket="$DOCKER_INFLUXDB_INIT_BUCKET_ID"
org="$DOCKER_INFLUXDB_INIT_ORG"
influx v1 auth create --org "$org" --username guanlan-hub --password "$INFLUX_HUB_PASSWORD" \
  --read-bucket "$bucket" --write-bucket "$bucket" >/dev/null
influx v1 auth create --org "$org" --username guanlan-grafana --password "$INFLUX_GRAFANA_PASSWORD" \
  --read-bucket "$bucket" >/dev/null
