-- What the prose counts: intensive care, seven years ago too, the helicopter, digital programmes, meetings of the board, large cases and
-- remote contacts; and the move of premises.
WITH intensive_care AS MATERIALIZED (
  SELECT i._month / 100 AS year, sum(i.care_seconds) AS seconds, count(*) FILTER (WHERE i.care_type = 'intensive') AS episodes
  FROM intensive_care_episode i JOIN hsn h ON h.unit = i.unit
  WHERE i._month BETWEEN 201901 AND 201904 OR i._month BETWEEN 202501 AND 202504 OR i._month BETWEEN 202601 AND 202604 GROUP BY i._month / 100),
helicopter AS MATERIALIZED (
  SELECT m._month / 100 AS year, count(*) AS alarms, count(*) FILTER (WHERE m.outcome = 'completed') AS completed
  FROM helicopter_mission m JOIN hsn h ON h.unit = m.unit
  WHERE m._month BETWEEN 202501 AND 202504 OR m._month BETWEEN 202601 AND 202604 GROUP BY m._month / 100),
programmes AS MATERIALIZED (
  SELECT count(*) AS started, count(d.duration_days) AS finished FROM digital_programme d JOIN hsn h ON h.unit = d.unit WHERE d._month BETWEEN 202601 AND 202604),
bought AS MATERIALIZED (
  SELECT b._month / 100 AS year, b.kind, b.large_case, count(*) AS cases, sum(b.amount) AS amount FROM bought_care b JOIN hsn h ON h.unit = b.unit
  WHERE (b._month BETWEEN 202501 AND 202504 OR b._month BETWEEN 202601 AND 202604) AND (b.large_case = 'yes' OR b.kind = 'remote')
  GROUP BY b._month / 100, b.kind, b.large_case)
SELECT 'intensive_care_hours@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(seconds AS TEXT) FROM intensive_care
UNION ALL SELECT 'new_intensive_care_episodes@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(episodes AS TEXT) FROM intensive_care
UNION ALL SELECT 'helicopter_alarms@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(alarms AS TEXT) FROM helicopter
UNION ALL SELECT 'helicopter_missions_completed@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(completed AS TEXT) FROM helicopter
UNION ALL SELECT 'digital_programmes_started@HSN:2026-04-ack', CAST(started AS TEXT) FROM programmes
UNION ALL SELECT 'digital_programmes_finished@HSN:2026-04-ack', CAST(finished AS TEXT) FROM programmes
UNION ALL SELECT 'board_meetings[kind = ''' || m.kind || ''']@HSN:2026-04-ack', CAST(count(*) AS TEXT)
FROM board_meeting m JOIN hsn h ON h.unit = m.board WHERE m._month BETWEEN 202601 AND 202604 GROUP BY m.kind
UNION ALL SELECT 'large_case_cost@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(amount) AS TEXT) FROM bought WHERE large_case = 'yes' GROUP BY year
UNION ALL SELECT 'large_cases@HSN:2026-04-ack', CAST(sum(cases) AS TEXT) FROM bought WHERE large_case = 'yes' AND year = 2026
UNION ALL SELECT 'large_cases[kind = ''acute'']@HSN:2026-04-ack', CAST(sum(cases) AS TEXT) FROM bought WHERE large_case = 'yes' AND kind = 'acute' AND year = 2026
UNION ALL SELECT 'remote_contact_cost@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(amount) AS TEXT) FROM bought WHERE kind = 'remote' GROUP BY year
UNION ALL SELECT 'floor_area_change_of_move@HSN:2026-04-ack', CAST(sum(p.decided_change) AS TEXT) || '/' || CAST(sum(p.floor_area) AS TEXT)
FROM premises p JOIN hsn h ON h.unit = p.unit WHERE p._month = 202604 AND p.is_moving = 'yes';
