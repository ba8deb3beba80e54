// A page that is no report: a receipt, a list. It needs nothing from elsewhere, and its policy lets nothing else in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tertial::render {

/// A cell or another word from outside; escaped when the page is written.
struct PlainColumn {
    std::string head;
    bool is_number = false;
};
struct PlainTable {
    std::string heading;  ///< above the table; empty: none
    std::vector<PlainColumn> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> links{};  ///< by row: where its first cell leads; empty: nowhere
};
struct PlainPage {
    std::string title;
    std::string advice;  ///< one sentence below the title
    std::vector<PlainTable> tables;
};
[[nodiscard]] std::string plain_page(const PlainPage& page);

}  // namespace tertial::render
