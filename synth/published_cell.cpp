#include "synth/published_cell.hpp"

namespace tertial::synth {

base::Done require_cell(const std::string& name, const base::Result<base::Rational>& value, const base::Result<base::Rational>& printed, int decimals) {
    if (!value.ok()) return value.issues();
    if (!printed.ok()) return printed.issues();
    base::Int128 ours = TRY(base::rounded(value.value(), decimals));
    base::Int128 theirs = TRY(base::rounded(printed.value(), decimals));
    if (ours == theirs) return base::Nothing{};
    return base::make_issue("cell_does_not_hold",
                            name + ": summan blir " + base::format_exact(value.value()) + " men " + base::format_exact(printed.value()) + " är publicerat",
                            "kontrollera antagandena mot de publicerade talen");
}

}  // namespace tertial::synth
