// The tables of the read model, and the statements that take a page of events into them.
#pragma once

#include <array>

namespace doorbuster::app::sql {

// Goes with the tables below: a sink leaves those of another version alone.
inline constexpr int version = 1;

// Does nothing where the tables are there. Run with the schema as the search path.
inline constexpr const char* make_tables = R"(
CREATE TABLE IF NOT EXISTS sink (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version integer NOT NULL,
  position bigint NOT NULL DEFAULT 0,
  last_position bigint NOT NULL DEFAULT 0,
  last_at timestamptz,
  last_type text,
  written_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE IF NOT EXISTS skus (
  sku text PRIMARY KEY,
  name text NOT NULL);
CREATE TABLE IF NOT EXISTS stock_adjustments (
  position bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  sku text NOT NULL REFERENCES skus,
  delta bigint NOT NULL,
  reason text NOT NULL);
CREATE TABLE IF NOT EXISTS sales (
  sale text PRIMARY KEY,
  name text NOT NULL,
  currency text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  hold_seconds integer NOT NULL,
  late_payment text NOT NULL);
CREATE TABLE IF NOT EXISTS sale_items (
  sale text REFERENCES sales,
  sku text REFERENCES skus,
  price bigint NOT NULL,
  quota bigint,
  per_buyer_limit bigint,
  PRIMARY KEY (sale, sku));
CREATE TABLE IF NOT EXISTS orders (
  order_id text PRIMARY KEY,
  sale text NOT NULL REFERENCES sales,
  buyer text NOT NULL,
  status text NOT NULL CHECK (status IN ('held', 'paid', 'cancelled', 'expired')),
  total bigint NOT NULL,
  currency text NOT NULL,
  created_at timestamptz NOT NULL,
  hold_expires_at timestamptz NOT NULL,
  payment text,
  changed_at timestamptz NOT NULL);
CREATE INDEX IF NOT EXISTS orders_by_buyer ON orders (buyer);
CREATE INDEX IF NOT EXISTS orders_by_sale ON orders (sale, created_at);
CREATE TABLE IF NOT EXISTS order_lines (
  order_id text REFERENCES orders,
  line integer,
  sku text NOT NULL REFERENCES skus,
  qty bigint NOT NULL,
  unit_price bigint NOT NULL,
  PRIMARY KEY (order_id, line));
CREATE TABLE IF NOT EXISTS order_events (
  position bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  order_id text NOT NULL REFERENCES orders,
  type text NOT NULL,
  payment text,
  amount bigint);
CREATE INDEX IF NOT EXISTS order_events_by_order ON order_events (order_id, position);
CREATE OR REPLACE VIEW sku_stock AS
  SELECT sku, name, received, received - held - sold AS available, held, sold
  FROM (SELECT sku, name,
          (SELECT coalesce(sum(delta), 0) FROM stock_adjustments a WHERE a.sku = skus.sku)::bigint AS received,
          (SELECT coalesce(sum(qty) FILTER (WHERE status = 'held'), 0)
             FROM order_lines JOIN orders USING (order_id) WHERE order_lines.sku = skus.sku)::bigint AS held,
          (SELECT coalesce(sum(qty) FILTER (WHERE status = 'paid'), 0)
             FROM order_lines JOIN orders USING (order_id) WHERE order_lines.sku = skus.sku)::bigint AS sold
        FROM skus) AS sums;
CREATE OR REPLACE VIEW sale_figures AS
  SELECT sale, sales.name, sales.currency,
    count(order_id) FILTER (WHERE status = 'held') AS held,
    count(order_id) FILTER (WHERE status = 'paid') AS paid,
    count(order_id) FILTER (WHERE status = 'cancelled') AS cancelled,
    count(order_id) FILTER (WHERE status = 'expired') AS expired,
    coalesce(sum(total) FILTER (WHERE status = 'paid'), 0)::bigint AS gmv
  FROM sales LEFT JOIN orders USING (sale) GROUP BY sale;
)";

// The page under way, for one transaction.
inline constexpr const char* make_page = R"(
CREATE TEMPORARY TABLE page (
  position bigint, at timestamptz, type text, "order" text, sale text, buyer text, items jsonb, total bigint,
  currency text, hold_expires_at timestamptz, payment text, amount bigint, sku text, name text, delta bigint,
  reason text, starts_at timestamptz, ends_at timestamptz, hold_seconds integer, late_payment text)
  ON COMMIT DELETE ROWS;
)";

// $1: the array of events.
inline constexpr const char* fill_page =
    "INSERT INTO page SELECT * FROM jsonb_populate_recordset(NULL::page, $1::jsonb)";

// In this order. An event of a type that isn't named here changes no table.
inline constexpr std::array take_page = {
    R"(INSERT INTO skus
         SELECT DISTINCT ON (sku) sku, name FROM page WHERE type = 'sku_put' ORDER BY sku, position DESC
       ON CONFLICT (sku) DO UPDATE SET name = excluded.name)",
    R"(INSERT INTO stock_adjustments
         SELECT position, at, sku, delta, reason FROM page WHERE type = 'stock_adjusted')",
    R"(INSERT INTO sales
         SELECT DISTINCT ON (sale) sale, name, currency, starts_at, ends_at, hold_seconds, late_payment
         FROM page WHERE type = 'sale_put' ORDER BY sale, position DESC
       ON CONFLICT (sale) DO UPDATE SET (name, currency, starts_at, ends_at, hold_seconds, late_payment) =
         (excluded.name, excluded.currency, excluded.starts_at, excluded.ends_at, excluded.hold_seconds,
          excluded.late_payment))",
    "DELETE FROM sale_items WHERE sale IN (SELECT sale FROM page WHERE type = 'sale_put')",
    R"(INSERT INTO sale_items
         SELECT sale, item.sku, item.price, item.quota, item.per_buyer_limit
         FROM (SELECT DISTINCT ON (sale) sale, items FROM page WHERE type = 'sale_put'
               ORDER BY sale, position DESC) AS terms,
           jsonb_to_recordset(items) AS item(sku text, price bigint, quota bigint, per_buyer_limit bigint))",
    R"(INSERT INTO orders
         SELECT "order", sale, buyer, 'held', total, currency, at, hold_expires_at, NULL, at
         FROM page WHERE type = 'order_held')",
    R"(INSERT INTO order_lines
         SELECT "order", number, line ->> 'sku', (line ->> 'qty')::bigint, (line ->> 'unit_price')::bigint
         FROM page, jsonb_array_elements(items) WITH ORDINALITY AS lines(line, number) WHERE type = 'order_held')",
    R"(INSERT INTO order_events
         SELECT position, at, "order", type, payment, amount FROM page
         WHERE type IN ('order_held', 'order_paid', 'order_cancelled', 'order_expired', 'refund_due'))",
    R"(UPDATE orders
         SET status = substr(last.type, length('order_') + 1), payment = last.payment, changed_at = last.at
         FROM (SELECT DISTINCT ON ("order") "order", type, payment, at FROM page
               WHERE type IN ('order_paid', 'order_cancelled', 'order_expired')
               ORDER BY "order", position DESC) AS last
         WHERE order_id = last."order")",
    // It names the buyer's first order, whose row may know the id; who came with it later is somebody else.
    R"(UPDATE orders
         SET buyer = '_forgotten'
         FROM page AS forgotten JOIN orders AS first ON first.order_id = forgotten."order", order_events AS held
         WHERE forgotten.type = 'buyer_forgotten' AND first.buyer <> '_forgotten' AND orders.buyer = first.buyer
           AND held.order_id = orders.order_id AND held.type = 'order_held' AND held.position < forgotten.position)"};

// $1: the position before, $2: the one after. What the last event was stays written, to know its journal by; the page
// may have none, where all that was looked at is other merchants'.
inline constexpr const char* move_on = R"(
UPDATE sink SET position = $2, written_at = now(),
  (last_position, last_at, last_type) =
    (SELECT position, at, type FROM page UNION ALL SELECT last_position, last_at, last_type FROM sink
     ORDER BY position DESC LIMIT 1)
  WHERE position = $1 RETURNING last_position)";

// $1: an array of events. A row if the last one that was taken is among them.
inline constexpr const char* find_last = R"(
SELECT true FROM jsonb_populate_recordset(NULL::page, $1::jsonb) AS event, sink
  WHERE event.position = last_position AND event.at = last_at AND event.type = last_type)";

}  // namespace doorbuster::app::sql
