// The parts of a token and of a table line: references, period words and formats. Text → values; nothing is looked up here.
#pragma once

#include "report/parsed.hpp"
#include "report/placed_text.hpp"

namespace tertial::report {

/// So many expressions may stand beside a row's own.
inline constexpr int beside_max = 3;

/// EXPRESSION[@unit][:part…].
base::Result<Reference> parse_reference(const PlacedText& text);
/// Parts only, "ack:deviation:basis=…"; may be empty.
base::Result<ReferenceParts> parse_parts(const PlacedText& text);
/// "ack", "r12-1y"; issue `reference_is_not_readable`.
base::Result<PeriodWord> parse_period_word(const PlacedText& text);
/// "mkr magnitude unit"; may be empty. Issue `format_is_not_readable`.
base::Result<FormatWords> parse_format(const PlacedText& text);

}  // namespace tertial::report
