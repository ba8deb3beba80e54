// A piece of a template and where it begins, so that parts of it can be pointed at. Used by the parsers of this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tertial::report {

struct PlacedText {
    std::string text;
    base::Place place;
};

/// The place after some text, counted in letters and lines.
[[nodiscard]] base::Place place_after(base::Place place, std::string_view passed);
[[nodiscard]] PlacedText trimmed(const PlacedText& text);
/// Parts between separators, each trimmed.
[[nodiscard]] std::vector<PlacedText> split(const PlacedText& text, char separator);
/// Words between blanks.
[[nodiscard]] std::vector<PlacedText> words_of(const PlacedText& text);
/// What follows the first word, trimmed.
[[nodiscard]] PlacedText after_first_word(const PlacedText& text);

/// The value, or nothing with the issues added to the list.
template <class Value>
std::optional<Value> take(base::Result<Value> result, base::Issues& issues) {
    if (result.ok()) return std::move(result).value();
    issues.insert(issues.end(), result.issues().begin(), result.issues().end());
    return std::nullopt;
}

}  // namespace tertial::report
