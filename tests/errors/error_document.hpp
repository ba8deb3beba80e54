// docs/errors.md: every error code with what it says, how it is mended and the sample that shows it. Made from the samples, never by hand.
#pragma once

#include <string>
#include <vector>

#include "errors/raised_codes.hpp"
#include "errors/sample.hpp"

namespace tertial::errors {

std::string format_error_document(const std::vector<Sample>& samples, const std::vector<WithoutSample>& without);

}  // namespace tertial::errors
