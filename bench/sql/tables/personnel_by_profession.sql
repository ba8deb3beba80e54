-- Personalkostnad per yrkesgrupp, this year and last, and the two kinds of income that the prose tells apart.
SELECT part || '@HSN:' || CAST(_month / 100 AS TEXT) || '-04-ack', CAST(sum(-amount) AS TEXT) FROM ledger_lines
WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604)
  AND part IN ('physician_cost', 'nurse_cost', 'assistant_nurse_cost', 'out_of_county_income') GROUP BY part, _month / 100
UNION ALL
SELECT 'patient_fees[unit.care_site = ''dental_clinic'']@HSN:' || CAST(_month / 100 AS TEXT) || '-04-ack', CAST(sum(-amount) AS TEXT) FROM ledger_lines
WHERE (_month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604) AND line = 'patient_fees' AND care_site = 'dental_clinic' GROUP BY _month / 100;
