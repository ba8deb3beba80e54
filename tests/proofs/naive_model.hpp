// What the model says of its data sets, read by itself: the YAML of data_sets, mappings and region.yaml, line by line.
// Each is written with one entry a line, so that nothing of the product's model room is needed to know what a column means.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "proofs/naive_region.hpp"

namespace tertial::proofs {

/// A field of a delivered row, and the column of the file that holds it.
struct NaiveField {
    std::string name;
    std::string column;  ///< as the file's head has it
    std::string type;    ///< text, code, unit, integer, decimal, money, date, month or instant
    std::string list;    ///< code list of a code or a unit
    bool is_required = false;
    int scale = 0;  ///< decimals that are kept: two of money
    std::int64_t least = 0;
    std::int64_t most = INT64_MAX;

    [[nodiscard]] bool is_coded() const { return type == "code" || type == "unit"; }
    [[nodiscard]] bool is_number() const { return type == "integer" || type == "decimal" || type == "money"; }
};

/// The time between two fields, in days or seconds.
struct NaiveDerived {
    std::string name;
    std::string kind;  ///< seconds_between or days_between
    std::string from;
    std::string to;
    std::int64_t most = 0;
};

struct NaiveDataSet {
    std::string name;
    std::vector<NaiveField> fields;
    std::vector<NaiveDerived> derived;
    std::string unit_field;
    std::string period_field;
    std::vector<std::string> key;
    char decimal_mark = '.';

    [[nodiscard]] const NaiveField& field(const std::string& wanted) const;
    [[nodiscard]] bool is_in_key(const std::string& wanted) const;
};

/// A code list: the other columns of each code.
using CodeTable = std::map<std::string, CsvFields>;

struct NaiveModel {
    std::map<std::string, NaiveDataSet> data_sets;  ///< those that have a mapping, and so are delivered
    std::map<std::string, CodeTable> code_lists;

    /// The row of a code in the list of a field.
    [[nodiscard]] const CsvFields& code_row(const NaiveField& field, const std::string& code) const;
};

NaiveModel read_naive_model(const std::string& model_folder);

}  // namespace tertial::proofs
