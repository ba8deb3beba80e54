// The route table: which paths there are, which query parameters each of them knows, and who answers. openapi.json describes
// the same routes, and a test holds the two together. Everything is read only, so every route answers GET and HEAD.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "serve/message.hpp"
#include "serve/site.hpp"

namespace tertial::serve {

/// A request that has found its route.
struct Request {
    std::map<std::string, std::string> captured;    ///< what stands in the path for each {name}
    std::map<std::string, std::string> parameters;  ///< of the query; only those that the route knows
};

using Handler = base::Result<Response> (*)(Site& site, const Request& request);

struct Route {
    std::string_view pattern;  ///< as OpenAPI writes it: "/reports/{name}/{unit}/{period}.{format}"
    std::vector<std::string_view> parameters;
    Handler handler;
};

[[nodiscard]] const std::vector<Route>& routes();

struct FoundRoute {
    const Route* route = nullptr;
    std::map<std::string, std::string> captured;
};
/// A name captures a whole segment; where two share one ("{period}.{format}") the last full stop parts them.
[[nodiscard]] std::optional<FoundRoute> find_route(const std::vector<std::string>& segments);

}  // namespace tertial::serve
