\set buyer random(1, 1000000000000)
SELECT place_order(:buyer::text, :buyer::text);
