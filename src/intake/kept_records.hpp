// A delivered file in the form that it may be kept in when a keyed hash stands for its persons: CSV in UTF-8, semicolons. The first column,
// `_line`, is the line or row of the source where the record begins; then come the source's own columns, with its own texts but for the
// hashes. What stands above the head, in other sheets or in other records of the source is not kept. Here such a file is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/whole_file.hpp"

namespace tertial::intake {

inline constexpr char kept_delimiter = ';';
inline constexpr std::string_view kept_line_column = "_line";

class KeptRecords {
public:
    /// Writes the head.
    KeptRecords(base::DurableWriter& file, const std::vector<std::string>& column_names);

    void add(std::int64_t line, const std::vector<std::string_view>& values);
    /// Writes the records of a batch in the order of their lines.
    void end_batch();
    /// False once a piece could not be written.
    [[nodiscard]] bool wants_more() const { return written_.ok(); }
    /// What became of the writing.
    [[nodiscard]] const base::Done& written() const { return written_; }

private:
    void write(std::string_view text);

    base::DurableWriter& file_;
    base::Done written_ = base::Nothing{};
    std::vector<std::pair<std::int64_t, std::string>> records_;
};

}  // namespace tertial::intake
