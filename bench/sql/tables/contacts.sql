-- Vårdkontakter: four groups by kind, this year and last, the missed ones apart; and the charts.
WITH contacts AS MATERIALIZED (
  SELECT h.contact_group, c.kind, c._month / 100 AS year, count(*) AS contacts FROM care_contact c JOIN hsn h ON h.unit = c.unit
  WHERE (c._month BETWEEN 202501 AND 202504 OR c._month BETWEEN 202601 AND 202604) AND h.contact_group IS NOT NULL
  GROUP BY h.contact_group, c.kind, c._month / 100)
SELECT 'care_contacts[unit.contact_group = ''' || contact_group || ''' and kind = ''' || kind || ''']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(contacts AS TEXT)
FROM contacts WHERE kind <> 'missed'
UNION ALL SELECT 'care_contacts[unit.contact_group = ''' || contact_group || ''']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(contacts) AS TEXT)
FROM contacts WHERE kind <> 'missed' GROUP BY contact_group, year
UNION ALL SELECT 'missed_care_contacts[unit.contact_group = ''' || contact_group || ''']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(contacts AS TEXT)
FROM contacts WHERE kind = 'missed';
