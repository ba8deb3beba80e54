-- Every ledger table of the page from one scan: the same answers as income_statement, summary, net_without_grants and elected_representatives.
SELECT concat_ws(' ', GROUPING_ID(a.line, is_internal, a.grp), a.line, is_internal, a.grp, year), sum(-amount)::VARCHAR
FROM (SELECT account, unit, amount, _month // 100 AS year, coalesce(counterparty, '') IN (SELECT counterparty FROM internal) AS is_internal
      FROM ledger WHERE _month BETWEEN 202601 AND 202604 OR _month BETWEEN 202501 AND 202504) l
JOIN accounts a USING (account) JOIN hsn USING (unit)
GROUP BY GROUPING SETS ((a.line, year), (a.line, is_internal, year), (a.grp, year)) ORDER BY 1;
