// Where the column names of a sheet stand, and what they are. A head is seldom on top: above it stand a title and the day of the report.
//
// The row: the one that is asked for; else among the first rows the one that holds most of the columns wanted, the first of these; else the
// first with at least two texts, no number, and a width that no row after it passes.
//
// The names: the row's own texts, each on one line with single blanks. Where merged cells reach over the head:
//   an empty cell of the row takes the text of a merged cell that begins above it and reaches down over it;
//   where the row's own texts are not unique, those below a merged cell of several columns become "upper lower" (the nearest such cell;
//   one that reaches over every name says nothing and is passed by).
// A column without a name is no column.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "intake/source_table.hpp"
#include "intake/xlsx_sheet.hpp"

namespace tertial::intake {

struct SheetHead {
    std::int64_t line = 0;  ///< 0: the sheet has no head
    std::vector<std::string> names;
    std::vector<int> sheet_columns;  ///< of each name; from 0, rising
    std::size_t wanted_count = 0;    ///< how many of the wanted columns it holds
};

struct HeadCell {
    int column = 0;
    bool is_text = true;
    std::string text;
};
struct HeadRow {
    std::int64_t line = 0;
    std::vector<HeadCell> cells;  ///< those with text, by column
};
struct MergedRange {
    CellPlace first;
    CellPlace last;
};

/// Pure: from the rows on top of a sheet.
[[nodiscard]] SheetHead choose_head(const std::vector<HeadRow>& rows, const std::vector<MergedRange>& merged, const TableOptions& options);

/// Reads the top of the sheet; the whole of it only when the names are not all found without its merged cells, which stand last.
base::Result<SheetHead> find_head(const Book& book, const BookSheet& sheet, const TableOptions& options);

}  // namespace tertial::intake
