// Template text → tree: the first step of a report. Pure; looks nothing up in the model, but for the template itself.
#pragma once

#include "base/result.hpp"
#include "model/model.hpp"
#include "report/parsed.hpp"

namespace tertial::report {

/// All issues at once, each with the template's file, line and column. `token_is_not_closed`, `token_is_not_readable`,
/// `token_stands_in_wrong_place`, `reference_is_not_readable`, `column_is_unknown`, `format_is_not_readable`, `digits_in_template`,
/// `markdown_is_not_supported`, `heading_level_is_skipped`, `front_matter_is_not_readable`, `key_is_unknown`, `key_is_missing`,
/// `key_is_given_twice`, `table_is_not_readable`, `id_is_given_twice`, `condition_is_not_closed`, `condition_is_not_open`,
/// `character_is_not_allowed`, and those of expressions (figures/parse.hpp).
base::Result<ParsedReport> parse_report(const model::Template& source);

}  // namespace tertial::report
