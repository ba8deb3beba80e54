-- Median response time, three years.
SELECT 'ambulance_response_time_median@HSN:' || (_month // 100)::VARCHAR || '-04-ack', quantile_cont(response_seconds, 0.5)::VARCHAR
FROM mission JOIN hsn ON station = unit WHERE _month % 100 BETWEEN 1 AND 4 GROUP BY _month // 100 ORDER BY 1;
