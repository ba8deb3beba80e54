-- Net cost without targeted grants, this year and last.
SELECT 'net_cost@HSN:2026-04-ack' || CASE year WHEN 2025 THEN ':prior' ELSE '' END || ':basis=without_targeted_grants', CAST(sum(-amount) AS TEXT)
FROM (SELECT _month / 100 AS year, account_group, amount FROM ledger_lines WHERE _month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) lines
WHERE account_group IS NULL OR account_group <> 'targeted_grant' GROUP BY year;
