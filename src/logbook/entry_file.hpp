// Reads the file for `tertial enter FILE`: JSON Lines in UTF-8, one entry per line, empty lines allowed.
//   {"kind": "comment", "actor": "ekonom", "at": "2026-05-04T10:30:00+02:00", "body": {"slot": …}}
// `at` may be left out. Only what people say may stand there; writes nothing and never reads the clock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "logbook/logbook.hpp"

namespace tertial::logbook {

/// `now` (UTC) is the time of entries without `at`, and none may be later. All faults at once with file and line: those of
/// check_entry, `json_is_not_readable`, `entry_kind_cannot_be_entered`, `entry_file_is_empty`.
base::Result<std::vector<NewEntry>> read_entry_file(const std::string& path, std::string_view now);
/// The same from text at hand; `file` only names the place.
base::Result<std::vector<NewEntry>> read_entries(std::string_view text, const std::string& file, std::string_view now);

}  // namespace tertial::logbook
