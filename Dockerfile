# Duban's image: the lean jar in layers, and a cache by which the JVM starts in half of the time.
#
#   docker build -t duban .                               builds the jars in the image's own build; needs Docker only
#   docker build -t duban --build-arg JAR_FROM=target .   takes those that ./mvnw package made
#
# docs/operate.md tells how to run it.
ARG JAR_FROM=source
ARG JDK=eclipse-temurin:25.0.3_9-jdk
ARG JRE=eclipse-temurin:25.0.3_9-jre

FROM ${JDK} AS source
WORKDIR /source
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
ENV MAVEN_USER_HOME=/maven
RUN --mount=type=cache,target=/maven ./mvnw -B -ntp -q package -Dmaven.repo.local=/maven/repository -Dmaven.test.skip=true \
    && mkdir /jars && cp target/duban-*.jar /jars/

FROM scratch AS target
COPY target/duban-*.jar /jars/

FROM ${JAR_FROM} AS jars

FROM ${JRE} AS trained
COPY --from=jars /jars /jars
WORKDIR /jars
RUN mv duban-*-standalone.jar standalone.jar && mv duban-*.jar duban.jar \
    && java -Djarmode=tools -jar duban.jar extract --layers --destination /layers \
    && mkdir /app && cp -a /layers/*/. /app/ \
    && useradd --uid 10001 --no-create-home duban && chown duban /app
COPY src/main/image/train.sh /
# PostgreSQL, of which the training makes use, refuses to run as root.
USER duban
WORKDIR /app
RUN /train.sh

FROM ${JRE}
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Duban 督办" \
    org.opencontainers.image.description="Sees that assigned work is done by its deadline: task-deadline events in, reminders and escalation notices out." \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25.0.3_9-jre"
WORKDIR /app
# What changes seldom comes first, so that an update brings the last layers only.
COPY --from=trained /layers/dependencies/ ./
COPY --from=trained /layers/snapshot-dependencies/ ./
COPY --from=trained /layers/spring-boot-loader/ ./
COPY --from=trained /layers/application/ ./
COPY --from=trained --chown=0:0 /app/duban.aot ./
# Secrets come as files whose names are settings, such as /run/secrets/spring.datasource.password.
ENV SPRING_CONFIG_IMPORT="optional:configtree:/run/secrets/" \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["java", "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/app/duban.jar", "org.duban.HealthProbe"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/duban.aot", "-jar", "/app/duban.jar"]
