-- What the prose counts: intensive care, the helicopter, digital programmes, meetings of the board, large cases and remote contacts; and the
-- move of premises.
SELECT 'intensive_care_hours@HSN:' || CAST(i._month / 100 AS TEXT) || '-04-ack', CAST(sum(i.care_seconds) AS TEXT)
FROM intensive_care_episode i JOIN hsn h ON h.unit = i.unit
WHERE i._month BETWEEN 202501 AND 202504 OR i._month BETWEEN 202601 AND 202604 GROUP BY i._month / 100
UNION ALL SELECT 'new_intensive_care_episodes@HSN:' || CAST(i._month / 100 AS TEXT) || '-04-ack', CAST(count(*) AS TEXT)
FROM intensive_care_episode i JOIN hsn h ON h.unit = i.unit
WHERE (i._month BETWEEN 202501 AND 202504 OR i._month BETWEEN 202601 AND 202604) AND i.care_type = 'intensive' GROUP BY i._month / 100
UNION ALL SELECT 'helicopter_alarms@HSN:' || CAST(m._month / 100 AS TEXT) || '-04-ack', CAST(count(*) AS TEXT)
FROM helicopter_mission m JOIN hsn h ON h.unit = m.unit
WHERE m._month BETWEEN 202501 AND 202504 OR m._month BETWEEN 202601 AND 202604 GROUP BY m._month / 100
UNION ALL SELECT 'helicopter_missions_completed@HSN:' || CAST(m._month / 100 AS TEXT) || '-04-ack', CAST(count(*) AS TEXT)
FROM helicopter_mission m JOIN hsn h ON h.unit = m.unit
WHERE (m._month BETWEEN 202501 AND 202504 OR m._month BETWEEN 202601 AND 202604) AND m.outcome = 'completed' GROUP BY m._month / 100
UNION ALL SELECT 'digital_programmes_started@HSN:2026-04-ack', CAST(count(*) AS TEXT)
FROM digital_programme d JOIN hsn h ON h.unit = d.unit WHERE d._month BETWEEN 202601 AND 202604
UNION ALL SELECT 'digital_programmes_finished@HSN:2026-04-ack', CAST(count(*) AS TEXT)
FROM digital_programme d JOIN hsn h ON h.unit = d.unit WHERE d._month BETWEEN 202601 AND 202604 AND d.duration_days IS NOT NULL
UNION ALL SELECT 'board_meetings[kind = ''' || m.kind || ''']@HSN:2026-04-ack', CAST(count(*) AS TEXT)
FROM board_meeting m JOIN hsn h ON h.unit = m.board WHERE m._month BETWEEN 202601 AND 202604 GROUP BY m.kind
UNION ALL SELECT 'large_case_cost@HSN:' || CAST(b._month / 100 AS TEXT) || '-04-ack', CAST(sum(b.amount) AS TEXT)
FROM bought_care b JOIN hsn h ON h.unit = b.unit
WHERE (b._month BETWEEN 202501 AND 202504 OR b._month BETWEEN 202601 AND 202604) AND b.large_case = 'yes' GROUP BY b._month / 100
UNION ALL SELECT 'large_cases@HSN:2026-04-ack', CAST(count(*) AS TEXT)
FROM bought_care b JOIN hsn h ON h.unit = b.unit WHERE b._month BETWEEN 202601 AND 202604 AND b.large_case = 'yes'
UNION ALL SELECT 'large_cases[kind = ''acute'']@HSN:2026-04-ack', CAST(count(*) AS TEXT)
FROM bought_care b JOIN hsn h ON h.unit = b.unit WHERE b._month BETWEEN 202601 AND 202604 AND b.large_case = 'yes' AND b.kind = 'acute'
UNION ALL SELECT 'remote_contact_cost@HSN:' || CAST(b._month / 100 AS TEXT) || '-04-ack', CAST(sum(b.amount) AS TEXT)
FROM bought_care b JOIN hsn h ON h.unit = b.unit
WHERE (b._month BETWEEN 202501 AND 202504 OR b._month BETWEEN 202601 AND 202604) AND b.kind = 'remote' GROUP BY b._month / 100
UNION ALL SELECT 'floor_area_change_of_move@HSN:2026-04-ack', CAST(sum(p.decided_change) AS TEXT) || '/' || CAST(sum(p.floor_area) AS TEXT)
FROM premises p JOIN hsn h ON h.unit = p.unit WHERE p._month = 202604 AND p.is_moving = 'yes';
