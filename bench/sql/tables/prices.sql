-- Priser: the series as they stand in the period's last month, and how much of the change of two rows of the savings is price and how
-- much is volume. Last year's amount times the series is price; the rest is volume. The series are ten-thousandths.
WITH series AS MATERIALIZED (SELECT series, "change" AS share FROM price_index WHERE _month = 202604),
groups AS MATERIALIZED (
  SELECT savings_group, sum(CASE WHEN _month >= 202601 THEN -amount ELSE 0 END) AS outturn, sum(CASE WHEN _month <= 202504 THEN -amount ELSE 0 END) AS prior
  FROM ledger_lines WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) AND savings_group IS NOT NULL
    AND coalesce(counterparty, '') NOT IN (SELECT counterparty FROM region_internal) GROUP BY savings_group),
effects AS MATERIALIZED (
  SELECT CASE g.savings_group WHEN 'personnel' THEN 'personnel' ELSE 'other' END AS name, sum(g.prior * s.share) AS price,
         sum(10000 * (g.outturn - g.prior)) AS difference
  FROM groups g JOIN series s ON s.series = CASE g.savings_group WHEN 'personnel' THEN 'wage_agreement' WHEN 'agency_staff' THEN 'agency_rate'
    WHEN 'sold_care' THEN 'regional_care' WHEN 'bought_care' THEN 'regional_care' ELSE 'lpik' END GROUP BY 1)
SELECT CASE series WHEN 'wage_agreement' THEN 'wage_index' WHEN 'agency_rate' THEN 'agency_rate_index' WHEN 'regional_care' THEN 'regional_care_index'
    WHEN 'pharmaceuticals' THEN 'pharmaceuticals_forecast' ELSE series END || '@HSN:2026-04-ack', CAST(share AS TEXT) || '/10000' FROM series
UNION ALL SELECT 'price_effect_' || name || '@HSN:2026-04-ack', CAST(price AS TEXT) || '/10000' FROM effects
UNION ALL SELECT 'volume_effect_' || name || '@HSN:2026-04-ack', CAST(difference - price AS TEXT) || '/10000' FROM effects
UNION ALL SELECT 'change_' || name || '@HSN:2026-04-ack', CAST(difference AS TEXT) || '/10000' FROM effects
UNION ALL SELECT 'price_share_personnel@HSN:2026-04-ack', CAST(price AS TEXT) || '/' || CAST(difference AS TEXT) FROM effects WHERE name = 'personnel'
UNION ALL SELECT 'volume_share_personnel@HSN:2026-04-ack', CAST(difference - price AS TEXT) || '/' || CAST(difference AS TEXT) FROM effects WHERE name = 'personnel'
UNION ALL SELECT kind || '_limit@HSN:2026-04-ack', CAST(amount AS TEXT) FROM reference_value WHERE _month = 202604 AND kind IN ('large_case', 'small_balance')
UNION ALL SELECT 'agency_hours@HSN:2026-04-ack', CAST(hours AS TEXT) || '/100' FROM reference_value WHERE _month = 202604 AND kind = 'agency_hours';
