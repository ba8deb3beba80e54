#include "app/command.hpp"
#include "base/text.hpp"
#include "engine/state.hpp"

namespace tertial::app {
namespace {

std::string state_words(const engine::AcceptedDelivery& delivery) {
    if (delivery.withdrawn) return "återtagen";
    if (delivery.months_in_force.empty() && !delivery.rows_by_month.empty()) return "ersatt";
    return delivery.months_in_force.size() == delivery.rows_by_month.size() ? "i kraft" : "delvis ersatt";
}

base::Json to_json(const engine::AcceptedDelivery& delivery) {
    base::Json slices = base::Json::array();
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
            {"file_name", delivery.file_name},
            {"file_hash", delivery.file_hash},
            {"row_count", delivery.row_count},
            {"state", state_words(delivery)},
            {"warning_count", delivery.warning_count},
            {"slices", slices}};
}

}  // namespace

void add_deliveries(CLI::App& app, Context& context) {
    struct Arguments {
        std::string workspace, as_of;
        bool as_json = false;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("deliveries", "lista mottagna leveranser");
    command->add_option("arbetsyta", arguments->workspace, "mappen med arbetsytan")->required();
    command->add_option("--as-of", arguments->as_of, "loggposition eller tidpunkt");
    command->add_flag("--json", arguments->as_json, "svara som JSON");
    command->callback([arguments, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto position = parse_as_of(*workspace, arguments->as_of);
        if (!position.ok()) return report_issues(context, position.issues(), arguments->as_json);
        auto snapshot = engine::load_snapshot(*workspace, position.value());
        if (!snapshot.ok()) return report_issues(context, snapshot.issues(), arguments->as_json);
        base::Json list = base::Json::array();
        for (const auto& delivery : snapshot.value().state.deliveries) {
            list.push_back(to_json(delivery));
            if (arguments->as_json) continue;
            print(std::to_string(delivery.position) + "\t" + delivery.delivery + "\t" + delivery.data_set + "\t" + delivery.file_name + "\t" +
                  std::to_string(delivery.row_count) + " rader\t" + state_words(delivery) + "\t" + delivery.at + "\t" + delivery.actor + "\n");
        }
        if (arguments->as_json) print_json({{"deliveries", list}});
    });
}

}  // namespace tertial::app
