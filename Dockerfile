# Doorbuster in a container: built as a Debian package on Debian 12, and installed on the same without its compiler.
#   docker build -t doorbuster .
# compose.yaml runs it with Prometheus and Grafana beside it.
FROM debian:bookworm AS build
WORKDIR /src
COPY scripts/setup.sh scripts/packages.txt scripts/
RUN scripts/setup.sh scripts/packages.txt
COPY . .
# What was compiled before is not compiled again.
RUN --mount=type=cache,target=/root/.cache/ccache scripts/package.sh

FROM debian:bookworm-slim
RUN --mount=type=bind,from=build,source=/src/build/release,target=/package \
  apt-get update && \
  apt-get install --yes --no-install-recommends ca-certificates curl systemd-standalone-sysusers /package/*.deb && \
  rm -rf /var/lib/apt/lists/* && \
  install -d -o doorbuster -g doorbuster -m 0700 /var/lib/doorbuster-keys
USER doorbuster
VOLUME ["/var/lib/doorbuster", "/var/lib/doorbuster-keys"]
EXPOSE 8080
STOPSIGNAL SIGTERM
# Healthy: it takes orders. A replay may last; it is no ill health.
HEALTHCHECK --interval=5s --timeout=3s --start-period=10m \
  CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/readyz"]
# Beyond loopback a server takes API keys: doorbuster keys create --keys /var/lib/doorbuster-keys/keys.toml …
ENTRYPOINT ["doorbuster"]
CMD ["serve", "--config", "/etc/doorbuster/doorbuster.toml", "--listen", "0.0.0.0:8080", \
  "--keys", "/var/lib/doorbuster-keys/keys.toml"]
