// Splits the body of a source file into parts that begin and end where records do, so that several threads can read them.
// A line break inside quotes never ends a record. Each part knows the line it begins on. Knows nothing of columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tertial::intake {

struct SourcePart {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::int64_t first_line = 1;
};

/// At least one part; each but the last of at least `part_bytes_min` bytes. `first_line` is that of the text's first record.
[[nodiscard]] std::vector<SourcePart> split_into_parts(std::string_view text, char delimiter, char quote_mark, std::int64_t first_line,
                                                       std::size_t part_bytes_min);

}  // namespace tertial::intake
