// The region as the slow, naive road to a figure sees it: plain maps read from the model's CSV tables.
// Shares nothing with the product but src/base and src/domain, so that a fault in the model room cannot hide here.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace tertial::proofs {

/// Ends the program: a proof that cannot read its own material proves nothing.
[[noreturn]] void give_up(const std::string& why);

/// Fields by column name.
using CsvFields = std::map<std::string, std::string>;
std::vector<CsvFields> read_csv_rows(const std::string& path, char delimiter);

struct NaiveUnit {
    std::string parent;
    std::string kind;
    CsvFields columns;  ///< every column of organisation.csv
};

struct NaiveMove {
    std::string unit;
    base::Month from;
    std::string before;
};

struct Region {
    std::map<std::string, NaiveUnit> units;
    std::vector<std::string> unit_codes;                      ///< in the table's order
    std::map<std::string, CsvFields> accounts;                ///< by code: every column of accounts.csv
    std::map<std::string, std::string> unit_of_counterparty;  ///< empty for one outside the region
    std::vector<std::string> municipalities;
    std::vector<NaiveMove> moves;  ///< of organisation_changes.csv; the demo has no other changes that concern rows

    /// What the unit lay under in the month.
    [[nodiscard]] std::string parent_of(const std::string& unit, base::Month month) const;
    /// The unit and everything below it in the month.
    [[nodiscard]] std::set<std::string> subtree(const std::string& top, base::Month month) const;
    /// The unit itself or the nearest above it that is of the kind; empty if there is none.
    [[nodiscard]] std::string nearest_above(const std::string& unit, const std::string& kind, base::Month month) const;
    [[nodiscard]] bool is_at_or_below(std::string unit, const std::string& top, base::Month month) const;
    /// The unit is there on the month's last day.
    [[nodiscard]] bool is_valid(const std::string& unit, base::Month month) const;
};

Region read_region(const std::string& model_folder);

}  // namespace tertial::proofs
