// Where the logbook stands, and which deliveries it names.
#include "serve/handlers.hpp"

namespace tertial::serve {
namespace {

using base::Json;
using base::Result;

Json delivery_json(const engine::AcceptedDelivery& delivery) {
    Json slices = Json::array(), in_force = Json::array();
    for (const auto& [month, rows] : delivery.rows_by_month) slices.push_back({{"slice", base::format_month(month)}, {"rows", rows}});
    for (base::Month month : delivery.months_in_force) in_force.push_back(base::format_month(month));
    return {{"position", delivery.position},
            {"at", delivery.at},
            {"actor", delivery.actor},
            {"delivery", delivery.delivery},
            {"data_set", delivery.data_set},
            {"part", delivery.part},
            {"file", delivery.file_name},
            {"file_hash", delivery.file_hash},
            {"row_count", delivery.row_count},
            {"warning_count", delivery.warning_count},
            {"withdrawn", delivery.withdrawn},
            {"slices", std::move(slices)},
            {"months_in_force", std::move(in_force)}};
}

}  // namespace

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
    Json deliveries = Json::array();
    for (const engine::AcceptedDelivery& delivery : snapshot->state.deliveries) deliveries.push_back(delivery_json(delivery));
    std::int64_t position = snapshot->state.head.position;
    return json_response(position, {{"as_of", position}, {"deliveries", std::move(deliveries)}});
}

}  // namespace tertial::serve
