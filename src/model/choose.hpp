// Turns a word of a model file into one of a fixed set of values, or reports the words that are allowed.
#pragma once

#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "domain/measure_unit.hpp"
#include "model/yaml.hpp"

namespace tertial::model {

template <class Value, std::size_t size>
Value choose(const YamlText& word, const std::array<std::pair<const char*, Value>, size>& choices, base::Issues& issues) {
    std::vector<std::string> names;
    for (const auto& [name, value] : choices) {
        if (word.text == name) return value;
        names.emplace_back(name);
    }
    if (!word.text.empty()) {
        issues.push_back(base::make_issue("value_is_not_allowed", "\"" + word.text + "\" är inget av de tillåtna värdena",
                                          "välj bland " + base::joined(names, ", "), word.place));
    }
    return choices[0].second;
}

inline constexpr std::array<std::pair<const char*, domain::Dimension>, 5> dimensions = {{{"money", domain::Dimension::money},
                                                                                         {"count", domain::Dimension::count},
                                                                                         {"share", domain::Dimension::share},
                                                                                         {"duration", domain::Dimension::duration},
                                                                                         {"plain", domain::Dimension::plain}}};

}  // namespace tertial::model
