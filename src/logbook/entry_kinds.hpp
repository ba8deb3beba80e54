// The kinds of entries that the logbook knows, and the check that a body fits its kind. The kinds are a table in
// entry_kinds.cpp; this file and its check know no kind by name. Looks only at the entry itself: whether a unit or an
// indicator exists is the model's matter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "logbook/logbook.hpp"

namespace tertial::logbook {

/// All faults of a body at once, each at `place`. Issues `entry_kind_is_unknown`, `entry_field_is_missing`,
/// `entry_field_is_unknown`, `entry_field_is_not_valid`.
[[nodiscard]] base::Issues check_entry(std::string_view kind, const base::Json& body, const base::Place& place);
/// The same, and that actor and time are as they should be.
[[nodiscard]] base::Issues check_entry(const NewEntry& entry, const base::Place& place);

/// Every kind, in the order of the table.
[[nodiscard]] std::vector<std::string> entry_kind_names();
/// The kinds that people say themselves, and so may stand in a file for `tertial enter`.
[[nodiscard]] std::vector<std::string> entered_kind_names();
[[nodiscard]] bool may_be_entered(std::string_view kind);
/// False for what decides by itself which figures exist, and for unknown kinds.
[[nodiscard]] bool may_be_erased(std::string_view kind);

}  // namespace tertial::logbook
