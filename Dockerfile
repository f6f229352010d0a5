# One image for service, workbench and worker. Building needs the internet or an index of your own; running needs neither.
FROM python:3.11-slim-bookworm AS build
ARG EXTRAS=service,oidc,parquet
WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY extractor extractor
COPY ui ui
COPY prompts prompts
COPY eval eval
RUN python -m venv /opt/nianbao \
    && /opt/nianbao/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt ".[${EXTRAS}]"

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends antiword \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin nianbao \
    && install -d -o 10001 -g 10001 -m 0750 /data
COPY --from=build /opt/nianbao /opt/nianbao
ENV PATH=/opt/nianbao/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ORT_DISABLE_TELEMETRY=1 \
    NIANBAO_DATA_DIR=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8601
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8601/health', timeout=4)"]
ENTRYPOINT ["nianbao"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8601"]
