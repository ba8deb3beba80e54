// One token → what it stands for in the text, or the block that it is.
#pragma once

#include "report/cut_text.hpp"
#include "report/parsed.hpp"

namespace tertial::report {

struct EndOfCondition {};
using BlockToken = std::variant<CommentSlot, EventSlot, PageBreak, ParsedCondition, EndOfCondition>;
using ParsedToken = std::variant<ParsedInline, BlockToken>;

/// Issues `token_is_not_readable` and those of references, formats and expressions.
base::Result<ParsedToken> parse_token(const Token& token);

}  // namespace tertial::report
