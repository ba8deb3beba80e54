// A figure: one number with its whole meaning, or the reason why there is none. Missing is never zero.
// Figures are made in `figures` and run in `engine`; report and render only carry and print them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/rational.hpp"
#include "domain/measure_unit.hpp"

namespace tertial::domain {

/// Why a figure has no value.
enum class Absence { none, missing, not_measured, not_yet, suppressed, not_applicable };

/// "missing" … as in JSON, and the Swedish words as on screen ("uppgift saknas").
[[nodiscard]] std::string_view absence_id(Absence absence);
[[nodiscard]] std::string_view absence_words(Absence absence);

/// Invariant: has a value exactly when `absence` is none. The value is in base units of its dimension.
struct Figure {
    std::string address;  ///< canonical text address, see figures/address.hpp
    std::string label;    ///< Swedish name of the indicator or statement line
    std::optional<base::Rational> value;
    Absence absence = Absence::none;
    std::string note;  ///< what is lacking and why, in Swedish; empty where nothing is
    Dimension dimension = Dimension::plain;

    friend bool operator==(const Figure&, const Figure&) = default;
};

/// Why the figure has no value, with what is lacking: "uppgift saknas (Huvudbok saknar 2026-04)".
[[nodiscard]] std::string absence_reason(const Figure& figure);

}  // namespace tertial::domain
