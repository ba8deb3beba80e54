-- The ledger of the board summed once, as fine as the tables need it; they then read the sums.
CREATE TEMP TABLE ledger_lines AS
SELECT a.line, a."group" AS account_group, a.savings_group, h.division, h.care_site, l.counterparty, l._month,
  CASE WHEN l.account IN ('4011', '4012') THEN 'physician_cost' WHEN l.account IN ('4021', '4022') THEN 'nurse_cost'
       WHEN l.account IN ('4031', '4032') THEN 'assistant_nurse_cost' WHEN l.account = '3111' THEN 'out_of_county_income'
       WHEN l.account = '3411' THEN 'health_choice' END AS part,
  sum(l.amount) AS amount
FROM ledger l JOIN accounts a ON a.account = l.account JOIN hsn h ON h.unit = l.unit AND l._month >= h.first_month
WHERE l._month BETWEEN 202501 AND 202504 OR l._month BETWEEN 202601 AND 202604
GROUP BY a.line, a."group", a.savings_group, h.division, h.care_site, l.counterparty, l._month, part;
