// A mapping (mappning): how one system's files become rows of a data set. Saved once in the model, used every month. What it leaves
// out about a file's form is found out from the file, and said in the receipt.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace tertial::model {

/// How days are written: 2026-04-30, 20260430, 30/4/2026, 4/30/2026. Slash, point and dash are all taken as separators.
enum class DateForm { year_first, compact, day_first, month_first };

/// The form of a source file, as far as the mapping decides it.
struct FileForm {
    std::string table;           ///< the sheet of a workbook, or which rows of a SIE file; empty: the one that fits
    std::int64_t head_line = 0;  ///< line or row of the column names; 0: found out
    std::string encoding;        ///< utf-8, windows-1252, cp437; empty: found out
    char delimiter = 0;          ///< 0: found out
    char quote = '"';
    std::optional<char> decimal_mark;   ///< nothing: found out
    std::optional<DateForm> date_form;  ///< nothing: found out
    bool swedish_time = false;          ///< times are written without offset, as clocks in Sweden showed them
};

struct Mapping {
    std::string id;
    std::string data_set;
    std::optional<base::Month> valid_from;  ///< first month that its files may be about
    std::string part;                       ///< source system or part of the organisation that the files come from; empty: all
    FileForm form;
    std::vector<std::pair<std::string, std::string>> columns;         ///< source column → field; one column may give several fields, or none
    std::vector<std::pair<std::string, std::string>> subtracted;      ///< source column → number field that it is taken away from (credit)
    std::map<std::string, std::string> fixed;                         ///< field → its value in every row
    std::map<std::string, std::map<std::string, std::string>> codes;  ///< field → the source's code → ours
    std::map<std::string, std::vector<std::string>> leaves_out;       ///< field → source texts whose rows are not taken in; a last * stands for any rest
    std::vector<std::string> opposite_sign;                           ///< fields whose sign is turned
    std::map<std::string, int> decimals_moved;                        ///< field → n: the source's number is multiplied by 10^n
    std::vector<std::string> free_text;                               ///< free-text fields that may be taken in
    std::vector<std::string> keyed_hash;                              ///< fields that name a person, and get a keyed hash of the name
    base::Place place;

    /// Columns with the field that each gives, or is taken away from.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> all_columns() const;
    /// True if a column or a fixed value gives the field.
    [[nodiscard]] bool gives(const std::string& field) const;
    /// True if the field's values are replaced by their keyed hash.
    [[nodiscard]] bool hashes(const std::string& field) const;
    [[nodiscard]] bool turns_sign_of(const std::string& field) const;
};

}  // namespace tertial::model
