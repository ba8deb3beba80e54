// The rows that a line of a table or chart gives: one, or one per statement line, code or unit below.
#pragma once

#include "report/figure_list.hpp"

namespace tertial::report {

struct RowSource {
    RowKind kind = RowKind::line;
    BoundInlines label;
    Reference reference;
    FormatWords format;
    std::vector<Reference> beside = {};                  ///< of a row that has something beside its own reference
    std::string code = {};                               ///< of a row that is one of a field's codes
    std::map<std::string, std::string> attributes = {};  ///< that code's
};

struct RowGroup {
    std::vector<RowSource> rows;
    std::optional<Reference> whole;  ///< what the rows are parts of, where they are a division of one figure
    bool are_months = false;         ///< the whole is then over all their months
};

/// The columns tell how a row of months is named, and nothing else.
[[nodiscard]] RowGroup generate_rows(FigureList& list, const ParsedRows& rows, const std::vector<ParsedColumn>& columns);

}  // namespace tertial::report
