#include "intake/xlsx_xml.hpp"

#include <optional>

namespace tertial::intake {
namespace {

/// Keeps the path of the element that it stands in.
class PathHandler : public base::XmlHandler {
public:
    explicit PathHandler(const ElementHandler& on_element) : on_element_(on_element) {}
    void start(std::string_view local_name, const base::XmlAttributes& attributes) override {
        path_ += '/';
        path_ += local_name;
        on_element_(path_, attributes);
    }
    void end(std::string_view /*local_name*/) override { path_.resize(path_.rfind('/')); }
    void text(std::string_view /*piece*/) override {}

private:
    const ElementHandler& on_element_;
    std::string path_;
};

/// The code unit of "_xHHHH_" at the beginning of the text.
std::optional<unsigned> escaped_unit(std::string_view text) {
    if (text.size() < 7 || text[1] != 'x' || text[6] != '_') return std::nullopt;
    unsigned unit = 0;
    for (char letter : text.substr(2, 4)) {
        unsigned digit = letter >= '0' && letter <= '9'   ? static_cast<unsigned>(letter - '0')
                         : letter >= 'A' && letter <= 'F' ? static_cast<unsigned>(letter - 'A') + 10
                         : letter >= 'a' && letter <= 'f' ? static_cast<unsigned>(letter - 'a') + 10
                                                          : 16;
        if (digit == 16) return std::nullopt;
        unit = unit * 16 + digit;
    }
    bool is_half = unit >= 0xD800 && unit < 0xE000;
    return is_half ? std::nullopt : std::optional<unsigned>(unit);
}

void append_utf8(unsigned point, std::string& text) {
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0 | (point >> 6));
        text += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        text += static_cast<char>(0xE0 | (point >> 12));
        text += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (point & 0x3F));
    }
}

}  // namespace

base::Done read_part(const base::ZipContainer& container, const PartPlace& place, base::XmlHandler& handler) {
    auto opened = container.open_entry(place.name, place.bytes_max);
    if (!opened.ok()) return opened.issues();
    base::ZipStream stream = std::move(opened).value();
    base::XmlReader reader(handler, place.name, place.shown_file);
    for (bool is_ended = false; !is_ended;) {
        std::string_view piece = TRY(stream.next());
        TRY(reader.push(piece));
        is_ended = piece.empty();
    }
    return base::Nothing{};
}

base::Done read_elements(const base::ZipContainer& container, const PartPlace& place, const ElementHandler& on_element) {
    PathHandler handler(on_element);
    return read_part(container, place, handler);
}

void StringItem::start(std::string_view name) {
    ++depth_;
    if (phonetic_depth_ == 0 && name == "rPh") phonetic_depth_ = depth_;
    is_text_ = phonetic_depth_ == 0 && name == "t";
}

bool StringItem::end() {
    if (depth_ == 0) return false;
    if (depth_ == phonetic_depth_) phonetic_depth_ = 0;
    --depth_;
    is_text_ = false;
    return true;
}

bool StringItem::add(std::string_view piece) {
    if (!is_text_) return true;
    if (text_.size() + piece.size() > cell_text_bytes_max) return false;
    text_ += piece;
    return true;
}

std::string_view StringItem::finish() {
    read_escapes(text_);
    return text_;
}

void read_escapes(std::string& text) {
    std::size_t found = text.find("_x");
    if (found == std::string::npos) return;
    std::string plain = text.substr(0, found);
    std::string_view rest = std::string_view(text).substr(found);
    while (!rest.empty()) {
        auto unit = rest.front() == '_' ? escaped_unit(rest) : std::nullopt;
        if (unit) {
            append_utf8(*unit, plain);
            rest.remove_prefix(7);
        } else {
            plain += rest.front();
            rest.remove_prefix(1);
        }
    }
    text = std::move(plain);
}

}  // namespace tertial::intake
