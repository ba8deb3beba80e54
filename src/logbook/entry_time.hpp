// Times in the logbook: UTC in one fixed form, "2026-05-04T08:30:00Z", so that their text order is their order in time.
// Never reads the clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tertial::logbook {

/// The same moment in the logbook's form, from RFC 3339 with any offset; nothing if the text is no such time.
[[nodiscard]] std::optional<std::string> to_utc(std::string_view time);
[[nodiscard]] bool is_utc(std::string_view time);

}  // namespace tertial::logbook
