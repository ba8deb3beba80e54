-- Care contacts by group and kind, this year and last: the four tables and their charts.
SELECT 'care_contacts[unit.contact_group = ''' || contact_group || ''' and kind = ''' || kind || ''']@HSN:' || (_month // 100)::VARCHAR || '-04-ack', count(*)::VARCHAR
FROM contact JOIN organisation USING (unit) JOIN hsn USING (unit)
WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) AND kind <> 'missed' AND contact_group IS NOT NULL
GROUP BY contact_group, kind, _month // 100 ORDER BY 1;
