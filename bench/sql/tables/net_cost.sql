-- Divisionernas avvikelse mot budget, and the net cost of every month: outturn, last year and budget from one scan each.
WITH booked AS MATERIALIZED (
  SELECT division, _month, sum(-amount) AS amount FROM ledger_lines
  WHERE _month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604 GROUP BY division, _month),
planned AS MATERIALIZED (
  SELECT h.division, b._month, sum(-b.amount) AS amount FROM budget b JOIN hsn h ON h.unit = b.unit AND b._month >= h.first_month
  WHERE b._month BETWEEN 202601 AND 202604 GROUP BY h.division, b._month)
SELECT 'net_cost@' || division || ':2026-04-ack' || CASE _month / 100 WHEN 2025 THEN ':prior' ELSE '' END, CAST(sum(amount) AS TEXT)
FROM booked WHERE division IS NOT NULL GROUP BY division, _month / 100
UNION ALL SELECT 'net_cost@' || division || ':2026-04-ack:budget', CAST(sum(amount) AS TEXT) FROM planned WHERE division IS NOT NULL GROUP BY division
UNION ALL SELECT 'net_cost@HSN:' || CAST(_month / 100 AS TEXT) || '-0' || CAST(_month % 100 AS TEXT), CAST(sum(amount) AS TEXT) FROM booked GROUP BY _month
UNION ALL SELECT 'net_cost@HSN:2026-0' || CAST(_month % 100 AS TEXT) || ':budget', CAST(sum(amount) AS TEXT) FROM planned GROUP BY _month;
