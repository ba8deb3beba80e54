// Rows on their way in: what a reader of a source file hands to the engine that stores them. Neither knows the other.
// Values are whole numbers (money in öre, decimals with the field's scale, instants as epoch seconds, dates as day counts,
// months as yyyymm) or text; each may be absent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tertial::base {

enum class StoredType { whole, date, text };

struct StoredColumn {
    std::string name;
    StoredType type = StoredType::whole;

    friend bool operator==(const StoredColumn&, const StoredColumn&) = default;
};

inline constexpr std::size_t batch_rows_max = 2048;

/// One column of a batch; `whole` is used for whole and date, `text` for text. Sized batch_rows_max.
struct ColumnBatch {
    std::vector<std::int64_t> whole;
    std::vector<std::string_view> text;  ///< valid until the reader's next read
    std::vector<std::uint8_t> present;
};

struct RowBatch {
    std::size_t row_count = 0;
    std::vector<ColumnBatch> columns;
};

/// Reads one part of a source from its beginning to its end, on one thread.
class RowReader {
public:
    virtual ~RowReader() = default;
    /// Fills up to batch_rows_max rows; false when there are no more.
    virtual bool read(RowBatch& batch) = 0;
};

/// A source of rows that can be read in parts, in parallel; part order is row order.
class RowSource {
public:
    virtual ~RowSource() = default;
    [[nodiscard]] virtual const std::vector<StoredColumn>& columns() const = 0;
    [[nodiscard]] virtual std::size_t part_count() const = 0;
    [[nodiscard]] virtual std::unique_ptr<RowReader> open_part(std::size_t part_index) = 0;
};

}  // namespace tertial::base
