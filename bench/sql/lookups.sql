-- The lookups that a hand would write: which units lie under the board, since which month, in which division and with which attributes, and which
-- counterparties are internal to the board or to the region. What has moved to the board is counted there from then on.
CREATE TABLE hsn AS
  WITH RECURSIVE below(unit, division) AS (
    SELECT unit, CAST(NULL AS TEXT) FROM organisation WHERE unit = 'HSN'
    UNION ALL
    SELECT o.unit, CASE WHEN o.kind = 'division' THEN o.unit ELSE b.division END FROM organisation o JOIN below b ON o.parent = b.unit)
  SELECT o.unit, b.division, o.care_site, o.ward_group, o.contact_group,
    COALESCE((SELECT max(CAST(substr(c."from", 1, 4) || substr(c."from", 6, 2) AS INTEGER)) FROM organisation_changes c
              WHERE c.change = 'move' AND c.unit = o.unit), 0) AS first_month
  FROM below b JOIN organisation o ON o.unit = b.unit;
CREATE TABLE board_internal AS SELECT counterparty FROM counterparties WHERE unit IN (SELECT unit FROM hsn);
CREATE TABLE region_internal AS SELECT counterparty FROM counterparties WHERE unit IS NOT NULL;
