-- The indicators of access and care, and the chart of those who have waited long: shares, means and counts from the records.
SELECT 'emergency_within_four_hours@HSN:2026-04-ack', CAST(count(*) FILTER (WHERE e.stay_seconds <= 14400) AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM emergency_visit e JOIN hsn h ON h.unit = e.unit WHERE e._month BETWEEN 202601 AND 202604
UNION ALL SELECT CASE w.kind WHEN 'bup_first_visit' THEN 'bup_first_visits' WHEN 'bup_investigation' THEN 'bup_investigations' ELSE 'bup_treatments' END
    || '_within_30_days@HSN:2026-04-ack',
  CAST(count(*) FILTER (WHERE w.waited_days <= 30) AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM completed_wait w JOIN hsn h ON h.unit = w.unit
WHERE w._month BETWEEN 202601 AND 202604 AND w.kind IN ('bup_first_visit', 'bup_investigation', 'bup_treatment') GROUP BY w.kind
UNION ALL SELECT 'follow_ups_within_target_date@HSN:2026-04-ack', CAST(count(*) FILTER (WHERE w.target_date_met = 'yes') AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM completed_wait w JOIN hsn h ON h.unit = w.unit WHERE w._month BETWEEN 202601 AND 202604 AND w.kind = 'follow_up'
UNION ALL SELECT 'elective_operations_within_target_date@HSN:2026-04-ack',
  CAST(count(*) FILTER (WHERE o.target_date_met = 'yes') AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM operation o JOIN hsn h ON h.unit = o.unit WHERE o._month BETWEEN 202601 AND 202604 AND o.urgency = 'elective'
UNION ALL SELECT 'mean_wait_to_operation@HSN:2026-04-ack', CAST(sum(o.waited_days) AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM operation o JOIN hsn h ON h.unit = o.unit WHERE o._month BETWEEN 202601 AND 202604 AND o.urgency = 'elective'
UNION ALL SELECT 'waiting_over_90_days_' || w.specialty || '@HSN:2026-04-ack', CAST(count(*) AS TEXT)
FROM waiting w JOIN hsn h ON h.unit = w.unit
WHERE w._month = 202604 AND w.waiting_days > 90 AND w.list = 'first_visit' AND w.specialty IN ('skin', 'eye', 'ent') GROUP BY w.specialty
UNION ALL SELECT 'waiting_over_90_days_hearing_aid@HSN:2026-04-ack', CAST(count(*) AS TEXT)
FROM waiting w JOIN hsn h ON h.unit = w.unit WHERE w._month = 202604 AND w.waiting_days > 90 AND w.list = 'hearing_aid'
UNION ALL SELECT 'telephone_advice_mean_wait@HSN:2026-04-ack', CAST(sum(t.wait_seconds) AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM telephone_advice t JOIN hsn h ON h.unit = t.unit WHERE t._month BETWEEN 202601 AND 202604 AND t.answered = 'yes'
UNION ALL SELECT 'contacts_booked_on_web@HSN:2026-04-ack', CAST(count(*) FILTER (WHERE c.booking = 'web') AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM care_contact c JOIN hsn h ON h.unit = c.unit WHERE c._month BETWEEN 202601 AND 202604 AND c.kind <> 'missed'
UNION ALL SELECT 'continuity_index@HSN:2026-04-ack', CAST(sum(c.visits_with_usual_doctor_18m) AS TEXT) || '/' || CAST(sum(c.visits_18m) AS TEXT)
FROM continuity c JOIN hsn h ON h.unit = c.unit WHERE c._month = 202604
UNION ALL SELECT 'somatic_bed_occupancy@HSN:2026-04-ack', CAST(sum(b.occupied) AS TEXT) || '/' || CAST(sum(b.available) AS TEXT)
FROM bed_day b JOIN hsn h ON h.unit = b.unit WHERE b._month BETWEEN 202601 AND 202604 AND h.ward_group = 'somatic'
UNION ALL SELECT 'extended_primary_care_episodes_per_month@HSN:2026-04-ack', CAST(count(*) AS TEXT) || '/4'
FROM inpatient_episode e JOIN hsn h ON h.unit = e.unit WHERE e._month BETWEEN 202601 AND 202604 AND e.extended_primary_care = 'yes'
UNION ALL SELECT 'unplanned_readmissions_somatic@HSN:2026-04-ack', CAST(count(*) FILTER (WHERE e.readmission = 'unplanned') AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM inpatient_episode e JOIN hsn h ON h.unit = e.unit WHERE e._month BETWEEN 202601 AND 202604 AND h.ward_group = 'somatic';
