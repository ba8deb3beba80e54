// Use case: deliver source files. Every file is read, checked and stored beside; only if all of them are free of errors does one
// append make them true. A refused or interrupted delivery leaves the figures untouched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/period.hpp"
#include "engine/state.hpp"

namespace tertial::engine {

struct DeliveryRequest {
    std::vector<std::string> paths;
    std::string data_set;                ///< empty: taken from each file's name, "<data set>-<period>.csv"
    std::string mapping;                 ///< empty: the one of the data set's that fits the file
    std::string part;                    ///< source system or part of the organisation that the file comes from; empty: the mapping's, else "all"
    std::optional<base::Period> period;  ///< slices; empty: from the file's name, else the months that occur
    std::string person_key_file;         ///< for mappings with a keyed hash; empty: there is none
    facts::UseAggregates aggregates = facts::UseAggregates::yes;
    bool check_only = false;   ///< nothing is kept and nothing becomes true
    std::string reason;        ///< why files come into a closed period; empty: they are not let in
    std::string problem_path;  ///< where the full list of problems is written; empty: nowhere
};

/// What a delivery gave, for people and as JSON (docs/formats/receipt.md).
struct Receipt {
    std::string path;
    std::string data_set;
    std::string part;
    std::string mapping;
    std::string delivery;
    std::string file_hash;
    std::string description;  ///< detected encoding and delimiter
    std::int64_t row_count = 0;
    std::int64_t refused_row_count = 0;
    std::int64_t left_out_row_count = 0;           ///< by the mapping
    std::int64_t replaced_value_count = 0;         ///< by their keyed hash
    std::int64_t replaced_unknown_form_count = 0;  ///< of them, those that have not the form of a person's number
    std::vector<std::string> replaced_in;          ///< the labels of their fields; empty where the mapping hashes none
    std::vector<std::pair<base::Month, std::int64_t>> rows_by_month;
    std::vector<std::pair<std::string, std::string>> control_sums;  ///< measure → exact text in base units
    std::vector<std::string> control_lines;                         ///< the same for people: "Belopp: 397 511 515,50 kr"
    std::vector<std::pair<std::string, std::string>> source_sums;   ///< measure → exact sum in the source's own sign and scale, of all its rows
    std::vector<std::string> source_lines;                          ///< the same for people, where the mapping makes it another than ours
    std::string reason;                                             ///< why it came into a closed period
    std::vector<std::string> changed_reports;                       ///< what it changed there, in words
    std::string at, actor, file_name;                               ///< of one that the log holds
    std::size_t control_total_count = 0;                            ///< totals in the control file beside that hold; 0: there is none
    base::Issues warnings;
    std::int64_t position = 0;  ///< in the logbook
    bool changed = true;        ///< false: the same content was in force already
};

base::Result<std::vector<Receipt>> deliver_files(Workspace& workspace, const DeliveryRequest& request);

struct Withdrawal {
    std::string delivery;                      ///< its whole code
    std::vector<std::string> changed_reports;  ///< in words
    std::int64_t position = 0;                 ///< in the logbook; 0 where it was only asked about
};
/// Takes a delivery out of force, with a reason; `check_only` tells what that would change, and changes nothing.
/// Issues `delivery_is_not_found`, `delivery_is_ambiguous`.
base::Result<Withdrawal> withdraw_delivery(Workspace& workspace, const std::string& delivery, const std::string& reason, bool check_only = false);

/// Removes delivery folders, sources and model versions that no entry names. Returns what was removed.
base::Result<std::vector<std::string>> clean_workspace(Workspace& workspace);

/// The receipt of a delivery that the log holds, of which the code or its beginning is given. Issues `delivery_is_not_found`,
/// `delivery_is_ambiguous`.
base::Result<Receipt> find_receipt(Workspace& workspace, const std::string& delivery);

[[nodiscard]] base::Json to_json(const Receipt& receipt);
/// A page of its own, without anything from elsewhere. Refused files have issues instead of a receipt.
[[nodiscard]] std::string receipt_page(const model::Model& model, const Receipt& receipt);
[[nodiscard]] std::string refusal_page(const std::string& file, const base::Issues& issues);
/// Swedish, some lines.
[[nodiscard]] std::string format_receipt(const Receipt& receipt);

}  // namespace tertial::engine
