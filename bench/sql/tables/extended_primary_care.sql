-- Utvidgad primärvård: episodes per month, in the period and in its first and last month.
WITH stays AS MATERIALIZED (
  SELECT e._month, count(*) AS episodes FROM inpatient_episode e JOIN hsn h ON h.unit = e.unit
  WHERE e._month BETWEEN 202601 AND 202604 AND e.extended_primary_care = 'yes' GROUP BY e._month)
SELECT 'extended_primary_care_episodes_per_month@HSN:2026-04-ack', CAST(sum(episodes) AS TEXT) || '/4' FROM stays
UNION ALL SELECT 'extended_primary_care_episodes_per_month@HSN:2026-0' || CAST(_month % 100 AS TEXT), CAST(episodes AS TEXT) FROM stays WHERE _month IN (202601, 202604);
