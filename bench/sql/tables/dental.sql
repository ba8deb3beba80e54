-- Folktandvården: booked time of adults, in seconds per month and as a share, of two tertials more; and children who are offered a time.
SELECT 'adult_booked_hours_per_month@HSN:2026-04-r12', CAST(60 * sum(d.booked_minutes) AS TEXT) || '/12'
FROM dental_care d JOIN hsn h ON h.unit = d.unit WHERE d._month BETWEEN 202505 AND 202604 AND d.age_group = 'adult'
UNION ALL SELECT 'adult_share_of_general_dentistry@HSN:' || CASE WHEN d._month >= 202601 THEN '2026-04-ack' WHEN d._month >= 202509 THEN '2025-T3' ELSE '2025-T2' END,
  CAST(sum(CASE WHEN d.age_group = 'adult' THEN d.booked_minutes ELSE 0 END) AS TEXT) || '/' || CAST(sum(d.booked_minutes) AS TEXT)
FROM dental_care d JOIN hsn h ON h.unit = d.unit WHERE d._month BETWEEN 202505 AND 202604 AND d.care = 'general' GROUP BY 1
UNION ALL SELECT 'children_offered_time_within_3_months@HSN:2026-04-ack',
  CAST(count(*) FILTER (WHERE r.offered_within_3_months = 'yes') AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM dental_recall r JOIN hsn h ON h.unit = r.unit WHERE r._month BETWEEN 202601 AND 202604;
