// The XML parts of a workbook: read from the container through the parser, and the texts that cells and shared strings have in common.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/xml.hpp"
#include "base/zip.hpp"

namespace tertial::intake {

/// A part of the workbook, and what may be read of it.
struct PartPlace {
    std::string name;
    std::string shown_file;
    std::uint64_t bytes_max = 0;
};

/// The whole part through the handler. Issues of the container and `xml_is_not_readable`.
base::Done read_part(const base::ZipContainer& container, const PartPlace& place, base::XmlHandler& handler);

/// For small parts: each element with its whole path, "/workbook/sheets/sheet".
using ElementHandler = std::function<void(std::string_view path, const base::XmlAttributes& attributes)>;
base::Done read_elements(const base::ZipContainer& container, const PartPlace& place, const ElementHandler& on_element);

/// The attributes that hold what people have written, or copies of values (a pivot table's).
template <typename OnText>
void attributes_beside(const base::XmlAttributes& attributes, OnText on_text) {
    constexpr std::string_view names[] = {"v",     "name",   "caption", "displayName", "display", "tooltip",     "descr",   "title",
                                          "error", "prompt", "comment", "Target",      "command", "description", "formula", "author"};
    attributes.each([&](std::string_view name, std::string_view value) {
        if (std::find(std::begin(names), std::end(names), name) != std::end(names)) on_text(value);
    });
}

/// The text of a shared string or of a cell with its own: runs joined, readings (phonetic) left out. Knows the elements within `si` and `is`.
class StringItem {
public:
    void begin() { text_.clear(), depth_ = 0, phonetic_depth_ = 0, is_text_ = false; }
    void start(std::string_view name);
    /// False when the item itself ends.
    bool end();
    /// False when the text is longer than any cell's may be.
    bool add(std::string_view piece);
    /// The text with its escapes (_x000D_) read; valid until `begin`.
    std::string_view finish();

private:
    std::string text_;
    int depth_ = 0;
    int phonetic_depth_ = 0;
    bool is_text_ = false;
};

/// Longer texts of one cell are refused; Excel's own limit is 32 767 letters.
inline constexpr std::size_t cell_text_bytes_max = std::size_t{1} << 20;

/// Reads the escapes of letters that XML cannot hold: "_x000D_" is a carriage return.
void read_escapes(std::string& text);

}  // namespace tertial::intake
