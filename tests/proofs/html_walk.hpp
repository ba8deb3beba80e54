// A walk over a page's text with a stack of open elements: which digits stand where. Knows HTML's void elements, quoted attributes,
// comments, and that scripts and styles are no text. Small on purpose; it is no HTML parser and shares nothing with the renderer.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tertial::proofs {

struct OpenElement {
    std::string name;
    std::map<std::string, std::string> attributes;
};

/// A piece of text and the elements around it, outermost first.
struct TextPiece {
    std::string text;
    std::vector<OpenElement> around;

    /// The nearest element around that has the attribute.
    [[nodiscard]] const OpenElement* inside(const std::string& attribute) const;
};

/// The pieces of the body in order. Character references of markup (&amp; and the like) are resolved.
std::vector<TextPiece> walk_html(const std::string& html);

/// Every run of digits outside elements that say what it is: a figure, a name, a period, the document's identity, a quotation.
std::vector<std::string> find_unmarked_digits(const std::string& html);

/// The texts of the elements that show the figure, by address up to its log position; one entry per element.
std::vector<std::string> texts_of_figure(const std::string& html, const std::string& address);
std::vector<std::string> words_of_figure(const std::string& html, const std::string& address);

}  // namespace tertial::proofs
