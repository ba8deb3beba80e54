-- Slutenvårdstillfällen och vårddagar: per care site, this year and last, and for every month.
WITH stays AS MATERIALIZED (
  SELECT h.care_site, e._month, count(*) AS episodes, sum(e.bed_days) AS bed_days FROM inpatient_episode e JOIN hsn h ON h.unit = e.unit
  WHERE (e._month BETWEEN 202501 AND 202504 OR e._month BETWEEN 202601 AND 202604) AND h.care_site IN ('ostersund_hospital', 'health_centre')
  GROUP BY h.care_site, e._month),
cells AS (
  SELECT care_site, CAST(_month / 100 AS TEXT) || '-04-ack' AS period, sum(episodes) AS episodes, sum(bed_days) AS bed_days FROM stays GROUP BY care_site, _month / 100
  UNION ALL SELECT care_site, CAST(_month / 100 AS TEXT) || '-0' || CAST(_month % 100 AS TEXT), episodes, bed_days FROM stays)
SELECT 'inpatient_episodes[unit.care_site = ''' || care_site || ''']@HSN:' || period, CAST(episodes AS TEXT) FROM cells
UNION ALL SELECT 'bed_days[unit.care_site = ''' || care_site || ''']@HSN:' || period, CAST(bed_days AS TEXT) FROM cells;
