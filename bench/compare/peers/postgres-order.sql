\set buyer random(1, 1000000000000)
BEGIN;
INSERT INTO orders (buyer, key) VALUES (:buyer, :buyer) ON CONFLICT DO NOTHING;
UPDATE stock SET available = available - 1 WHERE sku = 'lamp' AND available >= 1;
COMMIT;
