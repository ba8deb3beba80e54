-- Every table and view as another engine would store it: its name, the statement that makes it, and the one that fills it from a table
-- of texts called incoming, in which an absent value is an empty text.
SELECT table_name,
  'CREATE TABLE ' || table_name || ' (' || string_agg('"' || column_name || '" ' || replace(data_type, 'VARCHAR', 'TEXT'), ', ' ORDER BY column_index) || ');',
  'INSERT INTO ' || table_name || ' SELECT ' || string_agg('nullif("' || column_name || '", '''')', ', ' ORDER BY column_index) || ' FROM incoming;'
FROM duckdb_columns() WHERE NOT internal GROUP BY table_name ORDER BY table_name;
