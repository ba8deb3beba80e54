-- The ledger of the board as every table reads it: each statement scans for itself.
CREATE TEMP VIEW ledger_lines AS
SELECT a.line, a."group" AS account_group, a.savings_group, h.division, h.care_site, l.counterparty, l._month, l.amount
FROM ledger l JOIN accounts a ON a.account = l.account JOIN hsn h ON h.unit = l.unit;
