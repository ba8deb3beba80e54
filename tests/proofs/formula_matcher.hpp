// Decides by itself whether a source record lies beneath a part of an explanation, from the part's printed formula alone:
//   sum(ledger.amount where account.line = 'personnel_cost' and not own_board(counterparty))
// Written without the product's parser, so that what the explanation says to a reader is what is tested.
#pragma once

#include <string>
#include <vector>

#include "proofs/naive_source_row.hpp"

namespace tertial::proofs {

/// One part as explain gives it.
struct Part {
    std::string data_set;
    std::string formula;
    std::string unit;
    std::vector<base::Month> months;
};

enum class PartFunction { sum, count, median };

/// The formula taken to pieces; the program ends on one that is not understood.
struct Formula {
    PartFunction function = PartFunction::count;
    std::string data_set;
    std::string measure;    ///< empty of a count
    std::string predicate;  ///< empty: every row
};
Formula read_formula(const std::string& text);

/// True if the row, which is one of the part's data set, is counted by the part.
bool belongs(const NaiveModel& model, const Region& region, const Part& part, const Formula& formula, const SourceRow& row);

}  // namespace tertial::proofs
