// A template with its {{tokens}} cut out, so that the Markdown parser never sees them: each becomes one character of Unicode's last
// private-use area, which no template may hold itself. Keeps where every line and every token stood. First step of parse.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tertial::report {

struct Token {
    std::string text;   ///< between the braces, as written
    base::Place place;  ///< of the first character after the opening braces
};

/// One line of the cut text and where it came from.
struct CutLine {
    std::string text;
    std::int64_t line = 0;
};

struct FrontMatterEntry {
    std::string key;
    std::string value;
    base::Place place;
};

class CutText {
public:
    /// Findings go to the issues; what could be read is returned all the same, so that later steps find theirs too.
    static CutText cut(const std::string& text, const std::string& file, base::Issues& issues);

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const std::vector<FrontMatterEntry>& front_matter() const { return front_matter_; }
    [[nodiscard]] const std::vector<CutLine>& lines() const { return lines_; }
    [[nodiscard]] std::string markdown() const;
    /// The place in the template of a byte (from 0) of a line (from 0) of the cut text.
    [[nodiscard]] base::Place place_of(std::size_t line_index, std::size_t offset) const;
    [[nodiscard]] const Token& token(std::size_t index) const { return tokens_[index]; }
    /// The token whose mark begins at the offset, if one does.
    [[nodiscard]] std::optional<std::size_t> token_at(std::string_view text, std::size_t offset) const;

    static constexpr std::size_t mark_size = 4;

private:
    void read_front_matter(std::vector<std::string>& lines, base::Issues& issues);
    void cut_tokens(const std::vector<std::string>& lines, base::Issues& issues);
    void set_block_tokens_apart();

    std::string file_;
    std::vector<FrontMatterEntry> front_matter_;
    std::vector<CutLine> lines_;
    std::vector<Token> tokens_;
};

}  // namespace tertial::report
