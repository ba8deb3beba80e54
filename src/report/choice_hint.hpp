// The hint about a name that does not exist: the nearest names, or all of them where they are few. Never empty.
#pragma once

#include <string>
#include <vector>

namespace tertial::report {

[[nodiscard]] std::string choice_hint(const std::string& name, const std::vector<std::string>& candidates);

}  // namespace tertial::report
