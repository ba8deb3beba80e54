#include "engine/deliveries.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "engine/periods.hpp"
#include "intake/measure_words.hpp"
#include "render/plain_page.hpp"

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
    Json sums = Json::object();
    for (const auto& [measure, sum] : delivery.control_sums) sums[measure] = sum;
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
            {"control_sums", std::move(sums)},
            {"warning_count", delivery.warning_count},
            {"reason", delivery.reason},
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

std::string slice_words(const AcceptedDelivery& delivery) {
    if (delivery.rows_by_month.empty()) return {};
    std::string words = base::format_month(delivery.rows_by_month.front().first);
    if (delivery.rows_by_month.size() > 1) words += " till " + base::format_month(delivery.rows_by_month.back().first);
    return words;
}

std::string sum_words(const model::Model& model, const AcceptedDelivery& delivery) {
    const model::DataSet* data_set = model.find_data_set(delivery.data_set);
    std::vector<std::string> parts;
    for (const auto& [measure, text] : delivery.control_sums) {
        auto sum = base::parse_int128(text);
        // A measure that the data set had when it was delivered may be gone from the model.
        bool is_known = data_set != nullptr && data_set->find_measure(measure) != nullptr && sum;
        parts.push_back(is_known ? intake::measure_label(*data_set, measure) + " " + intake::format_measure(*data_set, measure, *sum) : measure + " " + text);
    }
    return base::joined(parts, "; ");
}

std::string deliveries_page(const Snapshot& snapshot, base::Date today) {
    render::PlainPage page;
    page.title = "Leveranser";
    auto label = [&](const std::string& id) {
        const model::DataSet* data_set = snapshot.model->find_data_set(id);
        return data_set == nullptr ? id : data_set->label;
    };
    render::PlainTable late{"Väntade filer", {{"Datamängd"}, {"Period"}, {"Från"}, {"Senast"}, {"Läge"}, {"Dagar", true}, {"Perioden är"}}, {}};
    std::size_t late_count = 0;
    for (const ExpectedFile& file : expected_files(snapshot, today)) {
        if (file.arrival != Arrival::late && file.arrival != Arrival::awaited) continue;
        late_count += file.arrival == Arrival::late;
        late.rows.push_back({label(file.data_set) + (file.part.empty() ? "" : " (" + file.part + ")"), base::format_period(file.period), file.from,
                             base::format_date(file.due), std::string(arrival_words(file.arrival)), file.days_late > 0 ? std::to_string(file.days_late) : "",
                             std::string(period_state_words(file.period_state))});
    }
    page.advice = late_count == 0 ? "Ingen fil är försenad." : late_count == 1 ? "En fil är försenad." : std::to_string(late_count) + " filer är försenade.";
    if (!late.rows.empty()) page.tables.push_back(std::move(late));
    render::PlainTable table{"Mottagna filer",
                             {{"Fil"}, {"Datamängd"}, {"Period"}, {"Rader", true}, {"Summor", true}, {"Anmärkningar", true}, {"Läge"}, {"Tidpunkt"}, {"Av"}},
                             {},
                             {}};
    for (auto delivery = snapshot.state.deliveries.rbegin(); delivery != snapshot.state.deliveries.rend(); ++delivery) {
        table.rows.push_back({delivery->file_name, label(delivery->data_set), slice_words(*delivery), std::to_string(delivery->row_count),
                              sum_words(*snapshot.model, *delivery), std::to_string(delivery->warning_count),
                              std::string(delivery_state_words(delivery_state(*delivery))), delivery->at, delivery->actor});
        table.links.push_back("/deliveries/" + delivery->delivery);
    }
    page.tables.push_back(std::move(table));
    return render::plain_page(page);
}

}  // namespace tertial::engine
