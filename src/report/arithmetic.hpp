// Which rows of a bound table add up to which, and which columns are differences of others: what a reader would check with a pencil.
// Found from addresses and definitions while binding; make.hpp looks whether the rounded numbers still agree.
#pragma once

#include "report/figure_list.hpp"

namespace tertial::report {

/// A run of rows that divide one figure.
struct Division {
    std::size_t first_row = 0;
    std::size_t row_count = 0;
    Reference whole;
    bool is_months = false;                          ///< the rows divide time
    std::vector<figures::PredicatePointer> filters;  ///< of the columns; nothing where a column counts all rows
};

[[nodiscard]] std::vector<Addition> find_additions(const FigureList& list, const BoundTable& table, const std::vector<Division>& divisions);
[[nodiscard]] std::vector<Difference> find_differences(const FigureList& list, const BoundTable& table);

}  // namespace tertial::report
