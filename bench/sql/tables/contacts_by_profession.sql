-- Fördelning av besök och distansoberoende kontakter per yrkesgrupp: this year and last.
WITH contacts AS MATERIALIZED (
  SELECT c.profession, c._month / 100 AS year, count(*) AS contacts FROM care_contact c JOIN hsn h ON h.unit = c.unit
  WHERE (c._month BETWEEN 202501 AND 202504 OR c._month BETWEEN 202601 AND 202604)
    AND c.kind IN ('visit_at_facility', 'visit_elsewhere', 'distance') AND c.profession <> 'unspecified' GROUP BY c.profession, c._month / 100)
SELECT 'visits_and_distance_contacts[profession = ''' || profession || ''']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(contacts AS TEXT) FROM contacts
UNION ALL SELECT 'visits_and_distance_contacts@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(contacts) AS TEXT) FROM contacts GROUP BY year;
