-- The roles and the database's owner, for a new PostgreSQL server in docker-compose.yml.
-- Same roles as config/local/roles.py; why there are three: docs/adr/0003-two-fences.md.
-- psql reads the passwords out of the URLs, so that each password is kept in one place.

\set owner_password `sed -E 's|^[^:]+://[^:]+:([^@]+)@.*$|\1|' /run/secrets/database_owner_url`
\set app_password `sed -E 's|^[^:]+://[^:]+:([^@]+)@.*$|\1|' /run/secrets/database_url`

CREATE ROLE causeway_owner LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE causeway_app LOGIN NOINHERIT NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE ROLE causeway_across NOLOGIN NOSUPERUSER NOBYPASSRLS;
GRANT causeway_across TO causeway_app;

ALTER DATABASE causeway OWNER TO causeway_owner;
REVOKE ALL ON DATABASE causeway FROM PUBLIC;
GRANT CONNECT ON DATABASE causeway TO causeway_app;
