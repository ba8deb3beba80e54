#include "intake/xlsx_book.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.hpp"
#include "intake/xlsx_xml.hpp"

namespace tertial::intake {
namespace {

constexpr std::uint64_t small_part_bytes_max = std::uint64_t{64} << 20;
constexpr std::uint64_t strings_part_bytes_max = std::uint64_t{2} << 30;
constexpr std::size_t strings_memory_max = std::size_t{512} << 20;
constexpr std::size_t styles_max = 1'000'000;

struct Relationship {
    std::string type;  ///< the last word of its address: "worksheet"
    std::string target;
};
using Relationships = std::map<std::string, Relationship, std::less<>>;

struct BookParts {
    std::string workbook;
    std::string styles;
    std::string strings;
};

std::string folder_of(std::string_view part) {
    std::size_t slash = part.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash));
}

/// The name of the entry that a target means, seen from the folder of the part that names it.
std::string resolved(std::string_view folder, std::string_view target) {
    std::vector<std::string> steps;
    std::string whole = target.starts_with('/') ? std::string(target) : std::string(folder) + "/" + std::string(target);
    for (std::string& step : base::split(whole, '/')) {
        if (step.empty() || step == ".") continue;
        if (step != "..") {
            steps.push_back(std::move(step));
        } else if (!steps.empty()) {
            steps.pop_back();
        }
    }
    return base::joined(steps, "/");
}

std::string_view last_step(std::string_view address) { return address.substr(address.rfind('/') + 1); }

int number_of(std::string_view text, int otherwise) {
    int value = otherwise;
    auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? value : otherwise;
}

base::Issue not_a_workbook(const std::string& what, const std::string& shown_file) {
    return base::make_issue("format_is_not_supported", what, "spara som Excel-arbetsbok (.xlsx) eller CSV UTF-8", {shown_file, 0, 0});
}

/// The relationships of a part; none where it has none.
base::Result<Relationships> read_relationships(const Book& book, const std::string& part) {
    std::string folder = folder_of(part);
    std::string name = (folder.empty() ? "" : folder + "/") + "_rels/" + std::string(last_step(part)) + ".rels";
    Relationships relationships;
    if (book.container.find(name) == nullptr) return relationships;
    TRY(read_elements(book.container, {name, book.shown_file, small_part_bytes_max}, [&](std::string_view path, const base::XmlAttributes& attributes) {
        if (path != "/Relationships/Relationship" || attributes.find("TargetMode") == "External") return;
        relationships[std::string(attributes.find("Id"))] = {std::string(last_step(attributes.find("Type"))), resolved(folder, attributes.find("Target"))};
    }));
    return relationships;
}

std::string target_of_type(const Relationships& relationships, std::string_view type) {
    auto found = std::find_if(relationships.begin(), relationships.end(), [&](const auto& one) { return one.second.type == type; });
    return found == relationships.end() ? std::string() : found->second.target;
}

base::Result<std::string> find_workbook_part(const Book& book) {
    std::string part = target_of_type(TRY(read_relationships(book, "")), "officeDocument");
    if (part.empty()) part = "xl/workbook.xml";
    if (part.ends_with(".bin")) return not_a_workbook("binära arbetsböcker (.xlsb) stöds inte", book.shown_file);
    bool is_workbook = book.container.find(part) != nullptr && !part.starts_with("word/") && !part.starts_with("ppt/");
    if (!is_workbook) return not_a_workbook("zip-filen är ingen Excel-arbetsbok", book.shown_file);
    return part;
}

base::Result<BookParts> read_workbook(Book& book) {
    BookParts parts;
    parts.workbook = TRY(find_workbook_part(book));
    Relationships relationships = TRY(read_relationships(book, parts.workbook));
    parts.styles = target_of_type(relationships, "styles");
    parts.strings = target_of_type(relationships, "sharedStrings");
    bool is_workbook = false;
    TRY(read_elements(book.container, {parts.workbook, book.shown_file, small_part_bytes_max},
                      [&](std::string_view path, const base::XmlAttributes& attributes) {
                          is_workbook |= path == "/workbook";
                          if (path == "/workbook/workbookPr") {
                              std::string_view from_1904 = attributes.find("date1904");
                              if (from_1904 == "1" || from_1904 == "true" || from_1904 == "on") book.date_system = DateSystem::from_1904;
                          }
                          if (path != "/workbook/sheets/sheet") return;
                          auto found = relationships.find(attributes.find("id"));
                          if (found == relationships.end() || found->second.type != "worksheet") return;
                          std::string_view state = attributes.find("state");
                          book.sheets.push_back({std::string(attributes.find("name")), found->second.target, !state.empty() && state != "visible"});
                      }));
    if (!is_workbook) return not_a_workbook("zip-filen är ingen Excel-arbetsbok", book.shown_file);
    return parts;
}

base::Done read_styles(Book& book, const std::string& part) {
    if (book.container.find(part) == nullptr) return base::Nothing{};
    std::map<int, NumberShape> shape_of_format_id;
    std::vector<int> format_of_style;
    TRY(read_elements(book.container, {part, book.shown_file, small_part_bytes_max}, [&](std::string_view path, const base::XmlAttributes& attributes) {
        if (path == "/styleSheet/numFmts/numFmt") {
            shape_of_format_id[number_of(attributes.find("numFmtId"), 0)] = shape_of_format(attributes.find("formatCode"));
        } else if (path == "/styleSheet/cellXfs/xf" && format_of_style.size() < styles_max) {
            format_of_style.push_back(number_of(attributes.find("numFmtId"), 0));
        }
    }));
    for (int format_id : format_of_style) {
        auto own = shape_of_format_id.find(format_id);
        book.shape_of_style.push_back(own == shape_of_format_id.end() ? built_in_shape(format_id) : own->second);
    }
    return base::Nothing{};
}

/// Fills the book's shared strings. Stops taking them in when there are too many.
class SharedStringHandler : public base::XmlHandler {
public:
    explicit SharedStringHandler(Book& book) : book_(book) {}
    void start(std::string_view name, const base::XmlAttributes& /*attributes*/) override {
        if (++depth_ == 2 && name == "si") {
            item_.begin();
        } else if (depth_ > 2) {
            item_.start(name);
        }
    }
    void end(std::string_view name) override {
        if (depth_-- > 2 && item_.end()) return;
        if (depth_ != 1 || name != "si" || is_too_large) return;
        book_.shared_strings.push_back(book_.shared_text.keep(item_.finish()));
        is_too_large = book_.shared_text.byte_count() + book_.shared_strings.size() * sizeof(std::string_view) > strings_memory_max;
    }
    void text(std::string_view piece) override {
        if (depth_ > 2 && !item_.add(piece)) is_too_large = true;
    }

    bool is_too_large = false;

private:
    Book& book_;
    StringItem item_;
    int depth_ = 0;
};

base::Done read_shared_strings(Book& book, const std::string& part) {
    if (book.container.find(part) == nullptr) return base::Nothing{};
    SharedStringHandler handler(book);
    TRY(read_part(book.container, {part, book.shown_file, strings_part_bytes_max}, handler));
    if (!handler.is_too_large) return base::Nothing{};
    return base::make_issue("container_is_too_large", "arbetsbokens texter tar för mycket plats (högst 512 MiB, och 1 MiB var)",
                            "dela upp arbetsboken, eller exportera bladet som CSV", {book.shown_file, 0, 0});
}

}  // namespace

base::Result<std::unique_ptr<Book>> open_book(base::ZipContainer container, const std::string& shown_file) {
    auto book = std::make_unique<Book>(std::move(container));
    book->shown_file = shown_file;
    BookParts parts = TRY(read_workbook(*book));
    TRY(read_styles(*book, parts.styles));
    book->strings_part = parts.strings;
    TRY(read_shared_strings(*book, parts.strings));
    return book;
}

}  // namespace tertial::intake
