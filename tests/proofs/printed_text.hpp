// The texts of a report's JSON, told as the published files write them.
#pragma once

#include <string>

#include "base/json.hpp"

namespace tertial::proofs {

/// "−10 845", "5,2 %" and "1,0" as they stand in the published files: "-10845", "5.2" and "1.0".
std::string as_published(std::string text);
/// The inlines' texts, one after the other.
std::string text_of(const base::Json& inlines);

}  // namespace tertial::proofs
