// Checks that an exact value, rounded half away from zero, is what a published cell prints.
// The writers call it on their own sums before they are done, so that a wrong file is never left without a word.
#pragma once

#include <string>

#include "base/rational.hpp"
#include "base/result.hpp"

namespace tertial::synth {

/// Issue `cell_does_not_hold`, with `name` to find the cell by; the issues of a value that could not be had are passed on.
base::Done require_cell(const std::string& name, const base::Result<base::Rational>& value, const base::Result<base::Rational>& printed, int decimals);

}  // namespace tertial::synth
