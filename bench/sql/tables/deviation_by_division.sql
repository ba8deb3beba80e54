-- Divisionernas avvikelse mot budget: net cost, outturn and budget per division.
SELECT 'net_cost@' || division || ':2026-04-ack', CAST(sum(-amount) AS TEXT) FROM ledger_lines
WHERE _month BETWEEN 202601 AND 202604 AND division IS NOT NULL GROUP BY division
UNION ALL
SELECT 'net_cost@' || h.division || ':2026-04-ack:budget', CAST(sum(-b.amount) AS TEXT) FROM budget b JOIN hsn h ON h.unit = b.unit
WHERE b._month BETWEEN 202601 AND 202604 AND h.division IS NOT NULL GROUP BY h.division;
