#!/bin/sh
# Makes alerts.yaml from the alerts that promtool tests.
cd "$(dirname "$0")" || exit 1
{
    cat <<'HEAD'
# Made by alerts.sh from src/main/observability/prometheus/alerts.yml; change that.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: duban
spec:
HEAD
    sed -e '/^#/d' -e 's/^./  &/' ../../../src/main/observability/prometheus/alerts.yml
} > alerts.yaml
