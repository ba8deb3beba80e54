-- The indicators of access and care, this year and last where the report compares them: shares and means from the records.
WITH visits AS MATERIALIZED (
  SELECT e._month / 100 AS year, count(*) AS visits, count(*) FILTER (WHERE e.stay_seconds <= 14400) AS short,
         count(*) FILTER (WHERE e.age >= 80) AS visits_80, count(*) FILTER (WHERE e.age >= 80 AND e.stay_seconds <= 14400) AS short_80,
         count(*) FILTER (WHERE e.age >= 80 AND e.seen_by_doctor = 'yes') AS seen_80,
         count(*) FILTER (WHERE e.age >= 80 AND e.seen_by_doctor = 'yes' AND e.outcome = 'admitted') AS admitted_80
  FROM emergency_visit e JOIN hsn h ON h.unit = e.unit
  WHERE e._month BETWEEN 202501 AND 202504 OR e._month BETWEEN 202601 AND 202604 GROUP BY e._month / 100),
elective AS MATERIALIZED (
  SELECT count(*) AS operations, count(*) FILTER (WHERE o.target_date_met = 'yes') AS met, sum(o.waited_days) AS waited
  FROM operation o JOIN hsn h ON h.unit = o.unit WHERE o._month BETWEEN 202601 AND 202604 AND o.urgency = 'elective')
SELECT 'emergency_within_four_hours@HSN:2026-04-ack', CAST(short AS TEXT) || '/' || CAST(visits AS TEXT) FROM visits WHERE year = 2026
UNION ALL SELECT 'emergency_within_four_hours_80@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(short_80 AS TEXT) || '/' || CAST(visits_80 AS TEXT) FROM visits
UNION ALL SELECT 'emergency_doctor_visits_admitted_80@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(admitted_80 AS TEXT) || '/' || CAST(seen_80 AS TEXT) FROM visits
UNION ALL SELECT 'elective_operations_within_target_date@HSN:2026-04-ack', CAST(met AS TEXT) || '/' || CAST(operations AS TEXT) FROM elective
UNION ALL SELECT 'mean_wait_to_operation@HSN:2026-04-ack', CAST(waited AS TEXT) || '/' || CAST(operations AS TEXT) FROM elective
UNION ALL SELECT 'telephone_advice_mean_wait@HSN:' || CAST(t._month / 100 AS TEXT) || '-04-ack', CAST(sum(t.wait_seconds) AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM telephone_advice t JOIN hsn h ON h.unit = t.unit
WHERE (t._month BETWEEN 202501 AND 202504 OR t._month BETWEEN 202601 AND 202604) AND t.answered = 'yes' GROUP BY t._month / 100
UNION ALL SELECT 'contacts_booked_on_web@HSN:' || CAST(c._month / 100 AS TEXT) || '-04-ack',
  CAST(count(*) FILTER (WHERE c.booking = 'web') AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM care_contact c JOIN hsn h ON h.unit = c.unit
WHERE (c._month BETWEEN 202501 AND 202504 OR c._month BETWEEN 202601 AND 202604) AND c.kind <> 'missed' GROUP BY c._month / 100
UNION ALL SELECT 'contacts_booked_on_web_by_statistics@HSN:2024-04-ack', CAST(sum(b.booked_on_web) AS TEXT) || '/' || CAST(sum(b.booked_on_web + b.booked_otherwise) AS TEXT)
FROM booking_statistics b JOIN hsn h ON h.unit = b.unit WHERE b._month BETWEEN 202401 AND 202404
UNION ALL SELECT 'continuity_index@HSN:2026-04-ack', CAST(sum(c.visits_with_usual_doctor_18m) AS TEXT) || '/' || CAST(sum(c.visits_18m) AS TEXT)
FROM continuity c JOIN hsn h ON h.unit = c.unit WHERE c._month = 202604
UNION ALL SELECT 'continuity_index@' || c.unit || ':2026-04-ack', CAST(sum(c.visits_with_usual_doctor_18m) AS TEXT) || '/' || CAST(sum(c.visits_18m) AS TEXT)
FROM continuity c WHERE c._month = 202604 AND c.unit IN ('3206', '3301', '3310') GROUP BY c.unit
UNION ALL SELECT 'somatic_bed_occupancy@HSN:' || CAST(b._month / 100 AS TEXT) || '-04-ack', CAST(sum(b.occupied) AS TEXT) || '/' || CAST(sum(b.available) AS TEXT)
FROM bed_day b JOIN hsn h ON h.unit = b.unit
WHERE (b._month BETWEEN 202501 AND 202504 OR b._month BETWEEN 202601 AND 202604) AND h.ward_group = 'somatic' GROUP BY b._month / 100
UNION ALL SELECT 'unplanned_readmissions_somatic@HSN:2026-04-ack', CAST(count(*) FILTER (WHERE e.readmission = 'unplanned') AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM inpatient_episode e JOIN hsn h ON h.unit = e.unit WHERE e._month BETWEEN 202601 AND 202604 AND h.ward_group = 'somatic';
