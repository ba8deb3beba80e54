-- Elected representatives: outturn and budget.
SELECT 'elected_representatives_cost@HSN:2026-04-ack', sum(-amount)::VARCHAR FROM ledger JOIN accounts USING (account) JOIN hsn USING (unit)
WHERE _month BETWEEN 202601 AND 202604 AND grp = 'elected'
UNION ALL
SELECT 'elected_representatives_cost@HSN:2026-04-ack:budget', sum(-amount)::VARCHAR FROM budget JOIN accounts USING (account) JOIN hsn USING (unit)
WHERE _month BETWEEN 202601 AND 202604 AND grp = 'elected';
