-- The indicators of access and care: shares, means and medians from the records.
SELECT 'emergency_within_four_hours@HSN:2026-04-ack', count(*) FILTER (stay_seconds <= 14400)::VARCHAR || '/' || count(*)::VARCHAR FROM emergency JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604
UNION ALL SELECT 'emergency_median_stay_80@HSN:2026-04-ack', median(stay_seconds)::BIGINT::VARCHAR FROM emergency JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 AND age >= 80
UNION ALL SELECT 'bup_' || CASE kind WHEN 'bup_first_visit' THEN 'first_visits' WHEN 'bup_investigation' THEN 'investigations' ELSE 'treatments' END || '_within_30_days@HSN:2026-04-ack',
  count(*) FILTER (waited_days <= 30)::VARCHAR || '/' || count(*)::VARCHAR FROM completed JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 AND kind LIKE 'bup%' GROUP BY kind
UNION ALL SELECT 'follow_ups_within_target_date@HSN:2026-04-ack', count(*) FILTER (target_date_met = 'yes')::VARCHAR || '/' || count(*)::VARCHAR
  FROM completed JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 AND kind = 'follow_up'
UNION ALL SELECT 'elective_operations_within_target_date@HSN:2026-04-ack', count(*) FILTER (target_date_met = 'yes')::VARCHAR || '/' || count(*)::VARCHAR
  FROM operation JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 AND urgency = 'elective'
UNION ALL SELECT 'mean_wait_to_operation@HSN:2026-04-ack', sum(waited_days)::VARCHAR || '/' || count(*)::VARCHAR
  FROM operation JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 AND urgency = 'elective'
UNION ALL SELECT 'waiting_over_90_days_' || specialty || '@HSN:2026-04-ack', count(*)::VARCHAR
  FROM waiting JOIN hsn USING (unit) WHERE _month = 202604 AND waiting_days > 90 AND list = 'first_visit' AND specialty IN ('skin', 'eye', 'ent') GROUP BY specialty
UNION ALL SELECT 'telephone_advice_mean_wait@HSN:2026-04-ack', sum(wait_seconds)::VARCHAR || '/' || count(*)::VARCHAR
  FROM call JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 AND answered = 'yes'
UNION ALL SELECT 'children_offered_time_within_3_months@HSN:2026-04-ack', count(*) FILTER (offered_within_3_months = 'yes')::VARCHAR || '/' || count(*)::VARCHAR
  FROM recall JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604
UNION ALL SELECT 'contacts_booked_on_web@HSN:2026-04-ack', count(*) FILTER (booking = 'web')::VARCHAR || '/' || count(*)::VARCHAR
  FROM contact JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 AND kind <> 'missed'
UNION ALL SELECT 'continuity_index@HSN:2026-04-ack', sum(visits_with_usual_doctor_18m)::VARCHAR || '/' || sum(visits_18m)::VARCHAR FROM continuity JOIN hsn USING (unit) WHERE _month = 202604;
