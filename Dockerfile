# The build stage is deploy/image-root, which runs and is tested without Docker too. Digests: deploy/pin-images.
FROM eclipse-temurin:25-jdk-alpine AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -Dlaunch package
RUN deploy/image-root /image target/launch/app

FROM alpine:3.22
ARG REVISION=unknown
ARG VERSION=unknown
LABEL org.opencontainers.image.title="gcp-scheduler-runner" \
      org.opencontainers.image.description="Calls many HTTP endpoints on a schedule: one trigger in, one honest report out." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.version="${VERSION}"
# What adduser would write, without a program that only Alpine has.
RUN echo 'appuser:x:1000:' >> /etc/group && echo 'appuser:x:1000:1000:appuser:/app:/sbin/nologin' >> /etc/passwd
# Root owns the files: the service can't change its own program. Rarely changing layers come first.
COPY --from=build /image/app/runtime /app/runtime
COPY --from=build /image/app/lib /app/lib
COPY --from=build /image/app/start /image/app/cold.options /image/app/sustained.options /image/app/runner.jar /image/app/runner.aot /app/
WORKDIR /app
USER 1000:1000
# For docker and compose; Cloud Run has its own probes and ignores it.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD wget -q -O /dev/null "http://127.0.0.1:${PORT:-5000}/health"
ENTRYPOINT ["/app/start"]
CMD ["serve"]
