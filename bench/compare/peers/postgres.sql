-- One hot row of stock, and a row for each order, in one transaction.
CREATE TABLE stock (sku text PRIMARY KEY, available bigint NOT NULL CHECK (available >= 0));
CREATE TABLE orders (id bigserial PRIMARY KEY, buyer text UNIQUE NOT NULL, key text UNIQUE NOT NULL);
INSERT INTO stock VALUES ('lamp', 1000000000);
