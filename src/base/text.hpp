// Small text tools without domain: nearest names for hints, Swedish order, splitting and trimming.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tertial::base {

[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view separator);
[[nodiscard]] bool is_utf8(std::string_view text);
[[nodiscard]] std::string replaced(std::string_view text, std::string_view from, std::string_view to);

/// Up to three candidates nearest to `name` by edit distance, nearest first; none if all are far off.
[[nodiscard]] std::vector<std::string> nearest_names(std::string_view name, const std::vector<std::string>& candidates);
/// "menade du a, b eller c?" or, with no near candidate, an empty text.
[[nodiscard]] std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

/// The nearest, or with no near candidate the first of all: "välj bland a, b, c …". Never empty.
[[nodiscard]] std::string choice_hint(std::string_view name, const std::vector<std::string>& candidates);

/// Swedish alphabetical order (å, ä, ö after z; é as e; case ignored at first).
[[nodiscard]] bool swedish_less(std::string_view a, std::string_view b);

/// With its first letter great, as a sentence begins: "gröna" → "Gröna". ASCII and å, ä, ö.
[[nodiscard]] std::string with_capital(std::string text);

}  // namespace tertial::base
