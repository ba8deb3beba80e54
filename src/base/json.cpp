#include "base/json.hpp"

namespace tertial::base {
namespace {

constexpr int depth_max = 64;

Place place_of(std::string_view text, std::size_t offset, const std::string& file) {
    Place place{file, 1, 1};
    for (std::size_t index = 0; index < offset && index < text.size(); ++index) {
        if (text[index] == '\n') {
            ++place.line;
            place.column = 1;
        } else {
            ++place.column;
        }
    }
    return place;
}

}  // namespace

Result<Json> parse_json(std::string_view text, const std::string& file) {
    try {
        auto limit_depth = [](int depth, Json::parse_event_t, Json&) {
            if (depth > depth_max) throw std::length_error("för djupt nästlad");
            return true;
        };
        return Json::parse(text, limit_depth);
    } catch (const Json::parse_error& error) {
        return make_issue("json_is_not_readable", "texten är inte giltig JSON", "rätta tecknet på den angivna platsen",
                          place_of(text, error.byte > 0 ? error.byte - 1 : 0, file));
    } catch (const std::exception& error) {
        return make_issue("json_is_not_readable", error.what(), "högst 64 nivåer tillåts", Place{file});
    }
}

Json to_json(const Issue& issue) {
    Json json = {{"code", issue.code}, {"severity", issue.severity == Severity::error ? "error" : "warning"}, {"message", issue.message}, {"hint", issue.hint}};
    if (!issue.place.file.empty()) {
        json["file"] = issue.place.file;
        if (issue.place.line > 0) json["line"] = issue.place.line;
        if (issue.place.column > 0) json["column"] = issue.place.column;
    }
    return json;
}

Json to_json(const Issues& issues) {
    Json list = Json::array();
    for (const Issue& issue : issues) list.push_back(to_json(issue));
    return list;
}

}  // namespace tertial::base
