// One of the demo's CSV files in another format, as another system would export it: a workbook with a title above its head, JSON Lines,
// or, for the ledger, a SIE file with balanced vouchers. The same rows to the last öre.
#pragma once

#include <string>

#include "base/result.hpp"

namespace tertial::synth {

/// `format` is xlsx, jsonl or sie. Issues `format_is_unknown`, those of the files, and `column_is_missing` for a SIE file of what is no ledger.
base::Done convert_file(const std::string& from, const std::string& format, const std::string& to);

}  // namespace tertial::synth
