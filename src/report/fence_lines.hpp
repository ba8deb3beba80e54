// The lines of one fenced block: "key: value", where a value may have fields between bars. Checks keys; gives each field its place.
#pragma once

#include <string>
#include <vector>

#include "report/cut_text.hpp"
#include "report/markdown.hpp"
#include "report/parsed.hpp"
#include "report/placed_text.hpp"

namespace tertial::report {

/// A part of a line of the cut text.
struct FenceField {
    std::size_t offset = 0;
    std::string text;
};

struct FenceLine {
    std::string key;
    FenceField value;
    std::size_t line_index = 0;
    base::Place place;
};

/// Invariant: the cut text outlives it; `lines` holds only known keys once `read` has run.
class FenceLines {
public:
    FenceLines(const CutText& cut, const MarkdownBlock& block);

    /// The block's name must be followed by `word_count` words, the last of them the id. Reports unknown, repeated and missing keys:
    /// all of `required` must be there (once, but for column), those of `optional` may stand any number of times.
    void read(std::size_t word_count, const std::vector<std::string>& required, const std::vector<std::string>& optional, base::Issues& issues);
    void require_one_of(const std::vector<std::string>& keys, base::Issues& issues) const;

    [[nodiscard]] const std::vector<FenceLine>& lines() const { return lines_; }
    [[nodiscard]] const base::Place& place() const { return place_; }
    [[nodiscard]] const std::string& id() const { return id_; }
    /// A word after ```, 0 for the block's name; empty where there is none.
    [[nodiscard]] std::string word(std::size_t index) const;

    [[nodiscard]] static FenceField whole(const FenceLine& line) { return line.value; }
    /// Exactly `count` fields, empty ones added at the end; none at all where there are more (issue `table_is_not_readable`).
    [[nodiscard]] std::vector<FenceField> fields(const FenceLine& line, std::size_t count, base::Issues& issues) const;
    [[nodiscard]] ParsedInlines inlines(const FenceLine& line, const FenceField& field, base::Issues& issues) const;
    /// A field that holds no tokens (issue `token_stands_in_wrong_place`).
    [[nodiscard]] PlacedText placed(const FenceLine& line, const FenceField& field, base::Issues& issues) const;

private:
    void read_line(std::size_t line_index, const std::vector<std::string>& keys, base::Issues& issues);

    const CutText& cut_;
    const MarkdownBlock& block_;
    std::vector<FenceLine> lines_;
    std::vector<std::string> words_;
    base::Place place_;
    std::string id_;
};

}  // namespace tertial::report
