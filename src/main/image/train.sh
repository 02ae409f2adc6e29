#!/bin/sh
# Part of the Dockerfile: lets Duban live through the demo campaign once, on the servers of the standalone jar, so that the
# JVM learns what a start and the first work need and keeps it in /app/duban.aot. Nothing else of that run is kept.
set -eu

servers=/tmp/servers
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar /jars/standalone.jar \
    --server.port=18080 --duban.roles=desk --duban.embedded.data=$servers > /tmp/servers.log 2>&1 &
servers_pid=$!
until SERVER_PORT=18080 java -cp /app/duban.jar org.duban.HealthProbe; do
    kill -0 $servers_pid 2> /dev/null || { cat /tmp/servers.log; exit 1; }
    sleep 1
done

java -XX:AOTCacheOutput=/app/duban.aot -jar /app/duban.jar \
    --spring.kafka.bootstrap-servers=localhost:9092 \
    "--spring.datasource.url=jdbc:postgresql://localhost:5433/duban?user=postgres" \
    --spring.mail.host=localhost --spring.mail.port=2525 \
    --spring.mail.properties.mail.smtp.starttls.required=false \
    --duban.units=classpath:demo/units.csv --duban.policies=classpath:demo/policies.yaml \
    --duban.admin.password=of-this-run-only > /tmp/training.log 2>&1 &
training_pid=$!
until java -cp /app/duban.jar org.duban.HealthProbe; do
    kill -0 $training_pid 2> /dev/null || { cat /tmp/training.log; exit 1; }
    sleep 1
done
# The campaign's assignments, reminders and escalations go out meanwhile.
sleep 20
kill -TERM $training_pid
# 143: ended by the signal, as it should be.
wait $training_pid || [ $? -eq 143 ]
kill -TERM $servers_pid
wait $servers_pid || true
rm -rf $servers /tmp/*.log
test -s /app/duban.aot
