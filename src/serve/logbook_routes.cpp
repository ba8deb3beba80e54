// Where the logbook stands, and which deliveries it names.
#include "engine/deliveries.hpp"
#include "serve/handlers.hpp"

namespace tertial::serve {
using base::Result;

Result<Response> show_health(Site& site, const Request&) {
    std::int64_t position = TRY(site.workspace.log().head()).position;
    return json_response(position, {{"status", "ok"}, {"position", position}});
}

Result<Response> show_head(Site& site, const Request&) {
    logbook::Head head = TRY(site.workspace.log().head());
    return json_response(head.position, {{"position", head.position}, {"hash", head.hash}});
}

Result<Response> show_deliveries(Site& site, const Request&) {
    SharedSnapshot snapshot = TRY(site.snapshots.find_or_load({}));
    return json_response(snapshot->state.head.position, engine::deliveries_json(snapshot->state));
}

}  // namespace tertial::serve
