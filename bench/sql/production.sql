-- Operations and examinations by kind, this year and last.
SELECT 'operations[urgency = ''' || urgency || ''']@HSN:' || (_month // 100)::VARCHAR || '-04-ack', count(*)::VARCHAR
FROM operation JOIN hsn USING (unit) WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) GROUP BY urgency, _month // 100
UNION ALL
SELECT 'imaging_exams[kind = ''' || kind || ''']@HSN:' || (_month // 100)::VARCHAR || '-04-ack', count(*)::VARCHAR
FROM imaging JOIN hsn USING (unit) WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) GROUP BY kind, _month // 100 ORDER BY 1;
