-- One hot row of stock, and a row for each order, in one transaction and one round trip, the hot row last: so it is
-- locked for no longer than the commit takes.
CREATE TABLE stock (sku text PRIMARY KEY, available bigint NOT NULL CHECK (available >= 0));
CREATE TABLE orders (id bigserial PRIMARY KEY, buyer text UNIQUE NOT NULL, key text UNIQUE NOT NULL);
INSERT INTO stock VALUES ('lamp', 1000000000);
CREATE FUNCTION place_order(buyer text, key text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orders (buyer, key) VALUES ($1, $2) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE stock SET available = available - 1 WHERE sku = 'lamp' AND available >= 1;
  IF NOT FOUND THEN RAISE EXCEPTION 'sold_out'; END IF;
END $$;
