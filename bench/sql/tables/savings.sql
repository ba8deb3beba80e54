-- Resultatförbättrande åtgärder: groups of accounts without what is internal to the region, this year and last.
WITH groups AS MATERIALIZED (
  SELECT savings_group, _month / 100 AS year, sum(-amount) AS amount FROM ledger_lines
  WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) AND savings_group IS NOT NULL
    AND coalesce(counterparty, '') NOT IN (SELECT counterparty FROM region_internal) GROUP BY savings_group, _month / 100),
sums AS (
  SELECT * FROM groups
  UNION ALL SELECT 'subtotal', year, sum(amount) FROM groups WHERE savings_group <> 'personnel' GROUP BY year
  UNION ALL SELECT 'total', year, sum(amount) FROM groups GROUP BY year)
SELECT 'savings_' || savings_group || '@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(amount AS TEXT) FROM sums;
