// What a person wrote, parsed and bound: plain words in paragraphs, and the tokens of a template that stand inside text. A number that a
// person names by its address is a figure like any other; digits that the person typed stay the person's words.
#pragma once

#include "report/figure_list.hpp"

namespace tertial::report {

/// Paragraphs stand between empty lines; a line break within one is kept as "\n". Places are lines and columns of the text, in a file
/// named by `name`. Issues `token_is_not_closed`, `token_stands_in_wrong_place` and those of parse_token.
base::Result<std::vector<ParsedInlines>> parse_person_text(const std::string& text, const std::string& name);

/// Nothing, with issues in the list, if the text could not be read; nothing of it is bound then.
std::optional<BoundPersonText> bind_person_text(FigureList& list, const PersonText& text);

/// The newest text for the slot, the report's unit and its months; nothing where nobody has written.
std::optional<BoundPersonText> bind_newest_text(FigureList& list, const std::string& slot);

/// The events of the report's unit and months, in the order in which they were written.
[[nodiscard]] BoundEvents bind_events(FigureList& list);

}  // namespace tertial::report
