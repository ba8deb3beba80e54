-- Agency staff as a share of personnel cost, both without the dental clinics.
SELECT 'agency_share@HSN:2026-04-ack',
  CAST(sum(CASE WHEN line = 'agency_staff_cost' THEN amount ELSE 0 END) AS TEXT) || '/' || CAST(sum(CASE WHEN line = 'personnel_cost' THEN amount ELSE 0 END) AS TEXT)
FROM ledger_lines
WHERE _month BETWEEN 202601 AND 202604 AND line IN ('agency_staff_cost', 'personnel_cost') AND (care_site IS NULL OR care_site <> 'dental_clinic');
