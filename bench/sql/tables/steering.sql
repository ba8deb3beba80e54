-- The indicators of purchases, bought and sold care, and the measured indices.
WITH purchases AS MATERIALIZED (
  SELECT p._month / 100 AS year, p.contracted, p.small_supplier, sum(p.amount) AS amount FROM purchase p JOIN hsn h ON h.unit = p.unit
  WHERE p._month BETWEEN 202501 AND 202604 GROUP BY p._month / 100, p.contracted, p.small_supplier)
SELECT 'supplier_loyalty@HSN:' || CASE year WHEN 2026 THEN '2026-04-ack' ELSE '2025' END,
  CAST(sum(amount) FILTER (WHERE contracted = 'yes') AS TEXT) || '/' || CAST(sum(amount) AS TEXT) FROM purchases GROUP BY year
UNION ALL SELECT 'off_contract_share@HSN:2026-04-ack', CAST(sum(amount) FILTER (WHERE contracted = 'no') AS TEXT) || '/' || CAST(sum(amount) AS TEXT)
FROM purchases WHERE year = 2026
UNION ALL SELECT 'small_off_contract_share@HSN:2026-04-ack',
  CAST(sum(amount) FILTER (WHERE contracted = 'no' AND small_supplier = 'yes') AS TEXT) || '/' || CAST(sum(amount) AS TEXT)
FROM purchases WHERE year = 2026
UNION ALL SELECT 'bought_care_per_inhabitant@HSN:2026-04-r12',
  CAST((SELECT sum(b.amount) FROM bought_care b JOIN hsn h ON h.unit = b.unit WHERE b._month BETWEEN 202505 AND 202604) AS TEXT) || '/' ||
  CAST((SELECT sum(p.persons) FROM population p JOIN hsn h ON h.unit = p.unit WHERE p._month = 202604) AS TEXT)
UNION ALL SELECT 'income_per_out_of_county_patient@HSN:2026-04-ack',
  CAST(sum(s.amount) AS TEXT) || '/' || CAST(count(*) FILTER (WHERE s.first_in_year = 'yes') AS TEXT)
FROM sold_care s JOIN hsn h ON h.unit = s.unit WHERE s._month BETWEEN 202601 AND 202604
UNION ALL SELECT CASE m.survey_index WHEN 'health_promotion' THEN 'health_promotion_index' WHEN 'health_promotion_managers' THEN 'health_promotion_index_managers'
    WHEN 'influence' THEN 'influence_index' WHEN 'hse_care' THEN 'safety_engagement_care' ELSE 'safety_engagement_dental' END || '@HSN:2026-04-ack',
  CAST(sum(m.score_sum) AS TEXT) || '/' || CAST(100 * sum(m.respondents) AS TEXT)
FROM measured_value m JOIN hsn h ON h.unit = m.unit
WHERE m._month = 202604 AND m.survey_index IN ('health_promotion', 'health_promotion_managers', 'influence', 'hse_care', 'hse_dental') GROUP BY m.survey_index;
