// The values of one source record, read by the same mapping and parsers as when it was delivered. For trace, which shows a
// row beside its source line, and for `trace --verify`, which computes a figure from source lines alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/row_source.hpp"

namespace tertial::intake {

class CsvSource;

/// One field's value; neither `whole` nor `text` where the record has none.
struct Value {
    std::string name;
    base::StoredType type = base::StoredType::whole;
    std::optional<std::int64_t> whole;
    std::optional<std::string> text;

    friend bool operator==(const Value&, const Value&) = default;
};

/// `record` is one record's text as CsvSource::record_text gives it. All columns of the source, in order.
base::Result<std::vector<Value>> parse_source_line(const CsvSource& source, const std::string& record, std::int64_t line);

}  // namespace tertial::intake
