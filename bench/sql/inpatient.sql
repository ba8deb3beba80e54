-- Episodes and bed days per care site, this year and last.
SELECT care_site || ' ' || (_month // 100)::VARCHAR, count(*)::VARCHAR || ' ' || sum(bed_days)::VARCHAR
FROM episode JOIN organisation USING (unit) JOIN hsn USING (unit)
WHERE _month % 100 BETWEEN 1 AND 4 AND _month >= 202501 AND care_site IN ('ostersund_hospital', 'health_centre') GROUP BY care_site, _month // 100 ORDER BY 1;
