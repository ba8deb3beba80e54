-- Slutenvårdstillfällen och vårddagar: per care site, this year and last.
WITH stays AS MATERIALIZED (
  SELECT h.care_site, e._month / 100 AS year, count(*) AS episodes, sum(e.bed_days) AS bed_days FROM inpatient_episode e JOIN hsn h ON h.unit = e.unit
  WHERE (e._month BETWEEN 202501 AND 202504 OR e._month BETWEEN 202601 AND 202604) AND h.care_site IN ('ostersund_hospital', 'health_centre')
  GROUP BY h.care_site, e._month / 100)
SELECT 'inpatient_episodes[unit.care_site = ''' || care_site || ''']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(episodes AS TEXT) FROM stays
UNION ALL SELECT 'bed_days[unit.care_site = ''' || care_site || ''']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(bed_days AS TEXT) FROM stays;
