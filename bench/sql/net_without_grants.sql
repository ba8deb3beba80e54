-- Net cost without targeted grants, this year and last.
SELECT 'net_without_grants ' || (l._month // 100)::VARCHAR, sum(-amount)::VARCHAR
FROM ledger l JOIN accounts a USING (account) JOIN hsn USING (unit)
WHERE (l._month BETWEEN 202601 AND 202604 OR l._month BETWEEN 202501 AND 202504) AND coalesce(grp, '') <> 'targeted_grant' GROUP BY l._month // 100 ORDER BY 1;
