-- Agency staff by profession, three years, and as full-time posts.
SELECT 'agency_cost[profession = ''' || profession || ''']@HSN:' || (_month // 100)::VARCHAR || '-04-ack', sum(amount)::VARCHAR
FROM agency JOIN hsn USING (unit) WHERE _month % 100 BETWEEN 1 AND 4 AND _month >= 202401 GROUP BY profession, _month // 100
UNION ALL SELECT 'agency_full_time_equivalents@HSN:2026-04-ack', sum(hours)::VARCHAR || '/' || (100 * 165 * 4)::VARCHAR
  FROM agency JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 ORDER BY 1;
