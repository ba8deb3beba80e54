-- Investments by block: outturn and the year's budget.
SELECT 'investments[block = ''' || block || ''']@HSN:2026-04-ack', sum(amount)::VARCHAR FROM investment JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 GROUP BY block
UNION ALL SELECT 'investments[block = ''' || block || ''']@HSN:2026-04-ack:budget', sum(amount)::VARCHAR
  FROM investment_budget JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 GROUP BY block ORDER BY 1;
