#include "serve/routes.hpp"

#include "base/text.hpp"
#include "serve/handlers.hpp"

namespace tertial::serve {
namespace {

constexpr std::string_view two_names_mark = "}.{";

bool is_name(std::string_view pattern) { return pattern.starts_with("{") && pattern.ends_with("}"); }
std::string inner(std::string_view pattern) { return std::string(pattern.substr(1, pattern.size() - 2)); }

bool match_segment(std::string_view pattern, const std::string& segment, std::map<std::string, std::string>& captured) {
    if (!is_name(pattern)) return pattern == segment;
    auto mark = pattern.find(two_names_mark);
    if (mark == std::string_view::npos) {
        captured[inner(pattern)] = segment;
        return !segment.empty();
    }
    auto stop = segment.rfind('.');
    if (stop == std::string::npos || stop == 0 || stop + 1 == segment.size()) return false;
    captured[inner(pattern.substr(0, mark + 1))] = segment.substr(0, stop);
    captured[inner(pattern.substr(mark + 2))] = segment.substr(stop + 1);
    return true;
}

bool match(std::string_view pattern, const std::vector<std::string>& segments, std::map<std::string, std::string>& captured) {
    std::vector<std::string> parts;
    if (pattern.size() > 1) parts = base::split(pattern.substr(1), '/');
    if (parts.size() != segments.size()) return false;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (!match_segment(parts[index], segments[index], captured)) return false;
    }
    return true;
}

}  // namespace

const std::vector<Route>& routes() {
    static const std::vector<Route> table = {
        {"/", {}, show_front},
        {"/reports/{name}/{unit}/{period}.{format}", {}, show_report},
        {"/deliveries", {}, show_delivery_list},
        {"/deliveries/{delivery}", {}, show_receipt},
        {"/health", {}, show_health},
        {"/api/v1/head", {}, show_head},
        {"/api/v1/deliveries", {}, show_deliveries},
        {"/api/v1/figure", {"address"}, show_figure},
        {"/api/v1/explain", {"address"}, show_explanation},
        {"/api/v1/trace", {"address", "offset", "limit"}, show_trace},
        {"/api/v1/openapi.json", {}, show_openapi},
    };
    return table;
}

std::optional<FoundRoute> find_route(const std::vector<std::string>& segments) {
    for (const Route& route : routes()) {
        FoundRoute found{&route, {}};
        if (match(route.pattern, segments, found.captured)) return found;
    }
    return std::nullopt;
}

}  // namespace tertial::serve
