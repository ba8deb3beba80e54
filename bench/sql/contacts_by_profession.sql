-- Visits and distance contacts by profession, this year and last.
SELECT 'visits_and_distance_contacts[profession = ''' || profession || ''']@HSN:' || (_month // 100)::VARCHAR || '-04-ack', count(*)::VARCHAR
FROM contact JOIN hsn USING (unit)
WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) AND kind IN ('visit_at_facility', 'visit_elsewhere', 'distance') AND profession <> 'unspecified'
GROUP BY profession, _month // 100 ORDER BY 1;
