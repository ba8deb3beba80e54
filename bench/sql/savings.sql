-- Result-improving measures by group of accounts, without what is internal to the region, this year and last.
SELECT 'savings_' || savings_group || '@HSN:' || (_month // 100)::VARCHAR || '-04-ack', (-sum(amount))::VARCHAR
FROM ledger JOIN accounts USING (account) JOIN hsn USING (unit)
WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) AND savings_group IS NOT NULL AND coalesce(counterparty, '') NOT IN (SELECT counterparty FROM regional)
GROUP BY savings_group, _month // 100 ORDER BY 1;
