-- The lookups that a hand would write: which units lie under the board, which account is on which line, what is internal.
CREATE TEMP TABLE accounts AS SELECT account, line, "group" AS grp FROM read_csv('MODEL/accounts.csv', all_varchar = true);
CREATE TEMP TABLE organisation AS SELECT unit, parent, care_site FROM read_csv('MODEL/organisation.csv', all_varchar = true);
CREATE TEMP TABLE hsn AS
  WITH RECURSIVE below(unit) AS (SELECT 'HSN' UNION ALL SELECT o.unit FROM organisation o JOIN below b ON o.parent = b.unit) SELECT unit FROM below;
CREATE TEMP TABLE internal AS SELECT counterparty FROM read_csv('MODEL/counterparties.csv', all_varchar = true) WHERE unit IN (SELECT unit FROM hsn);
CREATE TEMP VIEW ledger AS SELECT * FROM read_parquet('FACTS/ledger/*/rows.parquet');
CREATE TEMP VIEW budget AS SELECT * FROM read_parquet('FACTS/budget/*/rows.parquet');
CREATE TEMP VIEW mission AS SELECT * FROM read_parquet('FACTS/ambulance_mission/*/rows.parquet');
CREATE TEMP VIEW shift AS SELECT * FROM read_parquet('FACTS/ambulance_shift/*/rows.parquet');
CREATE TEMP VIEW bed AS SELECT * FROM read_parquet('FACTS/bed_day/*/rows.parquet');
CREATE TEMP VIEW episode AS SELECT * FROM read_parquet('FACTS/inpatient_episode/*/rows.parquet');
