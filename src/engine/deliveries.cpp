#include "engine/deliveries.hpp"

#include <algorithm>

namespace tertial::engine {
namespace {

using base::Json;

std::string_view delivery_state_id(DeliveryState state) {
    switch (state) {
        case DeliveryState::in_force: return "in_force";
        case DeliveryState::partly_replaced: return "partly_replaced";
        case DeliveryState::replaced: return "replaced";
        case DeliveryState::withdrawn: return "withdrawn";
    }
    return "";
}

Json to_json(const AcceptedDelivery& delivery) {
    Json slices = Json::array();
    for (const auto& [month, rows] : delivery.rows_by_month) {
        bool in_force = std::find(delivery.months_in_force.begin(), delivery.months_in_force.end(), month) != delivery.months_in_force.end();
        slices.push_back({{"slice", base::format_month(month)}, {"rows", rows}, {"in_force", in_force}});
    }
    return {{"position", delivery.position},
            {"at", delivery.at},
            {"actor", delivery.actor},
            {"delivery", delivery.delivery},
            {"data_set", delivery.data_set},
            {"part", delivery.part},
            {"file", delivery.file_name},
            {"file_hash", delivery.file_hash},
            {"kept_hash", delivery.kept_hash},
            {"person_key", delivery.person_key},
            {"row_count", delivery.row_count},
            {"warning_count", delivery.warning_count},
            {"state", delivery_state_id(delivery_state(delivery))},
            {"slices", std::move(slices)}};
}

}  // namespace

DeliveryState delivery_state(const AcceptedDelivery& delivery) {
    if (delivery.withdrawn) return DeliveryState::withdrawn;
    if (delivery.months_in_force.empty() && !delivery.rows_by_month.empty()) return DeliveryState::replaced;
    return delivery.months_in_force.size() == delivery.rows_by_month.size() ? DeliveryState::in_force : DeliveryState::partly_replaced;
}

std::string_view delivery_state_words(DeliveryState state) {
    switch (state) {
        case DeliveryState::in_force: return "i kraft";
        case DeliveryState::partly_replaced: return "delvis ersatt";
        case DeliveryState::replaced: return "ersatt";
        case DeliveryState::withdrawn: return "återtagen";
    }
    return "";
}

Json deliveries_json(const State& state) {
    Json deliveries = Json::array();
    for (const AcceptedDelivery& delivery : state.deliveries) deliveries.push_back(to_json(delivery));
    return {{"as_of", state.head.position}, {"deliveries", std::move(deliveries)}};
}

}  // namespace tertial::engine
