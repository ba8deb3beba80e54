-- Purchases, bought and sold care, and a measured index.
SELECT 'supplier_loyalty@HSN:2026-04-ack', sum(amount) FILTER (contracted = 'yes')::VARCHAR || '/' || sum(amount)::VARCHAR FROM purchase JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604
UNION ALL SELECT 'bought_care_per_inhabitant@HSN:2026-04-r12', (SELECT sum(amount) FROM bought JOIN hsn USING (unit) WHERE _month BETWEEN 202505 AND 202604)::VARCHAR || '/' ||
  (SELECT sum(persons) FROM population JOIN hsn USING (unit) WHERE _month = 202604)::VARCHAR
UNION ALL SELECT 'income_per_out_of_county_patient@HSN:2026-04-ack', sum(amount)::VARCHAR || '/' || count(*) FILTER (first_in_year = 'yes')::VARCHAR
  FROM sold JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604
UNION ALL SELECT 'health_promotion_index@HSN:2026-04-ack', sum(score_sum)::VARCHAR || '/' || (100 * sum(respondents))::VARCHAR
  FROM measured JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 AND survey_index = 'health_promotion';
