CREATE TABLE deal (number text);
CREATE SEQUENCE deal_number;
