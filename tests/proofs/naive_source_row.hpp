// A source row of any data set, field by field as the model names them, read from the columns of its file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "proofs/naive_model.hpp"

namespace tertial::proofs {

struct SourceRow {
    const NaiveDataSet* data_set = nullptr;
    base::Month month;
    std::string unit;
    std::map<std::string, std::string> texts;    ///< field → what the file says; absent fields are not there
    std::map<std::string, std::int64_t> wholes;  ///< numbers and derived fields, without decimals: 12,50 with scale 2 is 1250

    [[nodiscard]] std::optional<std::int64_t> whole(const std::string& field) const;
};

/// `columns` are the row's fields by the file's head. The row points to the data set, which must outlive it.
SourceRow make_source_row(const NaiveDataSet& data_set, const CsvFields& columns);

/// 1250 with scale 2 and a comma is "12,50".
std::string number_text(std::int64_t whole, int scale, char decimal_mark);

/// A time some seconds later, with the same offset: "2026-03-29T01:59:30+01:00".
std::string instant_text_after(const std::string& instant, std::int64_t seconds);

}  // namespace tertial::proofs
