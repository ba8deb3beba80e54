#include "report/choice_hint.hpp"

#include "base/text.hpp"

namespace tertial::report {

std::string choice_hint(const std::string& name, const std::vector<std::string>& candidates) {
    constexpr std::size_t listed_max = 16;
    std::string hint = base::did_you_mean(name, candidates);
    if (!hint.empty()) return hint;
    if (candidates.empty()) return "det finns inget att välja på i modellen";
    if (candidates.size() <= listed_max) return "välj bland " + base::joined(candidates, ", ");
    std::vector<std::string> first(candidates.begin(), candidates.begin() + listed_max);
    return "välj bland " + base::joined(first, ", ") + " …";
}

}  // namespace tertial::report
