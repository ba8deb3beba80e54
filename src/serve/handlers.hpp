// The handlers, one file per group, and what they share. A handler asks engine and writes the answer's own JSON; it knows
// nothing of connections, hosts, methods or conditional requests, which are settled before and after it.
#pragma once

#include "base/json.hpp"
#include "serve/routes.hpp"

namespace tertial::serve {

// page_routes.cpp
base::Result<Response> show_front(Site& site, const Request& request);
base::Result<Response> show_report(Site& site, const Request& request);
base::Result<Response> show_delivery_list(Site& site, const Request& request);
base::Result<Response> show_receipt(Site& site, const Request& request);

// logbook_routes.cpp
base::Result<Response> show_health(Site& site, const Request& request);
base::Result<Response> show_head(Site& site, const Request& request);
base::Result<Response> show_deliveries(Site& site, const Request& request);

// figure_routes.cpp
base::Result<Response> show_figure(Site& site, const Request& request);
base::Result<Response> show_explanation(Site& site, const Request& request);
base::Result<Response> show_trace(Site& site, const Request& request);

// openapi_route.cpp
base::Result<Response> show_openapi(Site& site, const Request& request);

/// An answer in JSON as it stands at a log position.
[[nodiscard]] Response json_response(std::int64_t position, const base::Json& json);

}  // namespace tertial::serve
