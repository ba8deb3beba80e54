-- Employees at the month's end, this year and last, and sick leave.
SELECT 'employees@HSN:' || (_month // 100)::VARCHAR || '-04-ack', count(*)::VARCHAR FROM staff JOIN hsn USING (unit) WHERE _month IN (202504, 202604) GROUP BY _month
UNION ALL SELECT 'full_time_equivalents@HSN:' || (_month // 100)::VARCHAR || '-04-ack', sum(full_time_equivalents)::VARCHAR || '/100'
  FROM staff JOIN hsn USING (unit) WHERE _month IN (202504, 202604) GROUP BY _month
UNION ALL SELECT 'sick_leave_share@HSN:' || (_month // 100)::VARCHAR || '-04-ack', sum(hours) FILTER (kind = 'sick')::VARCHAR || '/' || sum(hours) FILTER (kind = 'ordinary')::VARCHAR
  FROM work_time JOIN hsn USING (unit) WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) GROUP BY _month // 100 ORDER BY 1;
