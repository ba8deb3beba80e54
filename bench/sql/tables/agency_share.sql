-- Agency staff as a share of personnel cost, both without the dental clinics: the period, and the two years before it as a whole. The years
-- reach further than the sums of one scan, so the ledger is read for the two lines alone.
WITH lines AS MATERIALIZED (
  SELECT l._month / 100 AS year, a.line, sum(l.amount) AS amount FROM ledger l JOIN accounts a ON a.account = l.account JOIN hsn h ON h.unit = l.unit AND l._month >= h.first_month
  WHERE l._month BETWEEN 202401 AND 202604 AND a.line IN ('agency_staff_cost', 'personnel_cost') AND coalesce(h.care_site, '') <> 'dental_clinic'
  GROUP BY l._month / 100, a.line)
SELECT 'agency_share@HSN:' || CASE s.year WHEN 2026 THEN '2026-04-ack' ELSE CAST(s.year AS TEXT) END, CAST(s.amount AS TEXT) || '/' || CAST(p.amount AS TEXT)
FROM lines s JOIN lines p ON p.year = s.year WHERE s.line = 'agency_staff_cost' AND p.line = 'personnel_cost';
