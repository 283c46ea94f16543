CREATE TABLE deal (number text);
CREATE TABLE quotation (number text);
CREATE SEQUENCE deal_number;
