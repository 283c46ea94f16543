# Production image: built from the sources, run by nobody in particular.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml .
COPY bpmn bpmn
COPY forms forms
COPY samples samples
COPY src src
RUN --mount=type=cache,target=/root/.m2 mvn -q -B package -DskipTests -Dspotless.check.skip=true

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home tradewind
USER tradewind
WORKDIR /home/tradewind
COPY deploy/unpack unpack
# starts once on a PostgreSQL of its own, so that later starts are quicker; where none runs on this kind of processor,
# the image is as good, only slower to start
RUN --mount=from=build,source=/src/target,target=/build sh unpack /build/tradewind-*.jar app || test -s app/start
ENV TRADEWIND_ADDRESS=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s \
    CMD wget -q -O /dev/null http://localhost:8080/actuator/health/liveness || exit 1
ENTRYPOINT ["java", "@app/start"]
