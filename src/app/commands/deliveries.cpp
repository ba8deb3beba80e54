#include "app/command.hpp"
#include "engine/deliveries.hpp"

namespace tertial::app {
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
        const engine::State& state = snapshot.value().state;
        if (arguments->as_json) return print_json(engine::deliveries_json(state));
        print("loggpost\tleverans\tdatamängd\tdel\tperiod\tfil\trader\tsummor\tanmärkningar\tläge\ttidpunkt\tav\tfilens hash\n");
        for (const engine::AcceptedDelivery& delivery : state.deliveries) {
            print(std::to_string(delivery.position) + "\t" + delivery.delivery + "\t" + delivery.data_set + "\t" + delivery.part + "\t" +
                  engine::slice_words(delivery) + "\t" + delivery.file_name + "\t" + std::to_string(delivery.row_count) + "\t" +
                  engine::sum_words(*snapshot.value().model, delivery) + "\t" + std::to_string(delivery.warning_count) + "\t" +
                  std::string(engine::delivery_state_words(engine::delivery_state(delivery))) + "\t" + delivery.at + "\t" + delivery.actor + "\t" +
                  delivery.file_hash.substr(0, 12) + "\n");
        }
    });
}

}  // namespace tertial::app
