#include "proofs/html_walk.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::proofs {
namespace {

const std::set<std::string> void_elements = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"};

std::string resolved(std::string text) {
    for (const auto& [reference, sign] : {std::pair("&lt;", "<"), {"&gt;", ">"}, {"&quot;", "\""}, {"&#x27;", "'"}, {"&nbsp;", "\u00A0"}, {"&amp;", "&"}})
        text = base::replaced(text, reference, sign);
    return text;
}

class Walking {
public:
    explicit Walking(const std::string& html) : html_(html) {}

    std::vector<TextPiece> walk() {
        next_ = html_.find("<body");
        if (next_ == std::string::npos) give_up("the page has no body");
        while (next_ < html_.size()) {
            if (html_[next_] == '<') {
                read_markup();
            } else {
                read_text();
            }
        }
        return std::move(pieces_);
    }

private:
    void read_text() {
        std::size_t end = std::min(html_.find('<', next_), html_.size());
        pieces_.push_back({resolved(html_.substr(next_, end - next_)), open_});
        next_ = end;
    }

    void read_markup() {
        if (html_.compare(next_, 4, "<!--") == 0) return pass("-->");
        if (html_.compare(next_, 2, "<!") == 0) return pass(">");
        if (html_.compare(next_, 2, "</") == 0) return close();
        OpenElement element = read_tag();
        bool is_empty = html_[next_ - 2] == '/' || void_elements.contains(element.name);
        if (element.name == "script" || element.name == "style") return pass("</" + element.name + ">");
        if (!is_empty) open_.push_back(std::move(element));
    }

    void pass(const std::string& end) {
        std::size_t found = html_.find(end, next_);
        next_ = found == std::string::npos ? html_.size() : found + end.size();
    }

    void close() {
        std::size_t end = html_.find('>', next_);
        std::string name = html_.substr(next_ + 2, end - next_ - 2);
        if (name == "body") {
            next_ = html_.size();
            return;
        }
        if (open_.empty() || open_.back().name != name) give_up("</" + name + "> closes what is not open");
        open_.pop_back();
        next_ = end + 1;
    }

    void skip_blanks() {
        while (next_ < html_.size() && (html_[next_] == ' ' || html_[next_] == '\n')) ++next_;
    }

    OpenElement read_tag() {
        std::size_t begin = ++next_;
        next_ = std::min(html_.find_first_of(" \n/>", next_), html_.size());
        OpenElement element{html_.substr(begin, next_ - begin), {}};
        while (true) {
            skip_blanks();
            if (next_ >= html_.size()) give_up("a tag does not end");
            if (html_[next_] == '>') break;
            if (html_[next_] == '/') {
                ++next_;
                continue;
            }
            read_attribute(element);
        }
        ++next_;
        return element;
    }

    void read_attribute(OpenElement& element) {
        std::size_t end = html_.find_first_of(" \n/>=", next_);
        std::string name = html_.substr(next_, end - next_);
        next_ = end;
        if (html_[next_] != '=') {
            element.attributes[name] = "";
            return;
        }
        if (html_[next_ + 1] != '"') give_up("the value of " + name + " is not quoted");
        std::size_t close = html_.find('"', next_ + 2);
        element.attributes[name] = resolved(html_.substr(next_ + 2, close - next_ - 2));
        next_ = close + 1;
    }

    const std::string& html_;
    std::size_t next_ = 0;
    std::vector<OpenElement> open_;
    std::vector<TextPiece> pieces_;
};

bool has_digit(const std::string& text) { return text.find_first_of("0123456789") != std::string::npos; }

std::string up_to_position(const std::string& address) { return address.substr(0, address.find(":asof=")); }

std::vector<std::string> texts_with(const std::string& html, const std::string& attribute, const std::string& address) {
    std::vector<std::string> texts;
    for (const TextPiece& piece : walk_html(html)) {
        const OpenElement* element = piece.inside(attribute);
        if (element != nullptr && up_to_position(element->attributes.at(attribute)) == address) texts.push_back(piece.text);
    }
    return texts;
}

}  // namespace

const OpenElement* TextPiece::inside(const std::string& attribute) const {
    for (auto element = around.rbegin(); element != around.rend(); ++element) {
        if (element->attributes.contains(attribute)) return &*element;
    }
    return nullptr;
}

std::vector<TextPiece> walk_html(const std::string& html) { return Walking(html).walk(); }

std::vector<std::string> find_unmarked_digits(const std::string& html) {
    std::vector<std::string> found;
    for (const TextPiece& piece : walk_html(html)) {
        if (!has_digit(piece.text)) continue;
        bool is_marked = false;
        for (const char* attribute : {"data-figure", "data-name", "data-period", "data-identity", "data-quoted"})
            is_marked = is_marked || piece.inside(attribute) != nullptr;
        if (!is_marked) found.push_back("<" + (piece.around.empty() ? "body" : piece.around.back().name) + "> " + piece.text);
    }
    return found;
}

std::vector<std::string> texts_of_figure(const std::string& html, const std::string& address) { return texts_with(html, "data-figure", address); }
std::vector<std::string> words_of_figure(const std::string& html, const std::string& address) { return texts_with(html, "data-figure-word", address); }

}  // namespace tertial::proofs
