CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA tradewind;

CREATE SEQUENCE customer_number;

CREATE TABLE customer (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number                text NOT NULL UNIQUE,
  name                  text NOT NULL CHECK (name <> ''),
  name_normalised       text NOT NULL,
  email                 text,
  phone                 text,
  phone_normalised      text,
  tax_number            text,
  tax_number_normalised text,
  sector                text,
  country               text,
  region                text,
  owner                 text,
  customer_class        text NOT NULL DEFAULT 'C' CHECK (customer_class IN ('A', 'B', 'C')),
  parent_id             bigint REFERENCES customer (id),
  created_at            timestamptz NOT NULL DEFAULT now(),
  version               integer NOT NULL DEFAULT 0,
  CHECK (parent_id <> id)
);
CREATE INDEX customer_name ON customer USING gin (name_normalised gin_trgm_ops);
CREATE INDEX customer_name_exact ON customer (name_normalised);
CREATE INDEX customer_tax_number ON customer (tax_number_normalised);
CREATE INDEX customer_phone ON customer (phone_normalised);
CREATE INDEX customer_email ON customer (lower(email));
CREATE INDEX customer_mail_domain ON customer (split_part(lower(email), '@', 2));
CREATE INDEX customer_parent ON customer (parent_id);

CREATE TABLE contact (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer (id),
  name        text NOT NULL,
  email       text,
  phone       text
);
CREATE INDEX contact_customer ON contact (customer_id);
