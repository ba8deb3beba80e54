#include "app/command.hpp"
#include "engine/explain.hpp"

namespace tertial::app {

void add_explain(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<FigureArguments>();
    auto queries = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("explain", "förklara hur en siffra blir till");
    add_figure_arguments(*command, *arguments);
    command->add_flag("--query", *queries, "visa frågorna som ställs, utan att ställa dem");
    command->callback([arguments, queries, &context] {
        auto workspace = open_workspace(context, arguments->workspace, arguments->as_json);
        if (!workspace) return;
        auto asked = compute_asked(*workspace, *arguments);
        if (!asked.ok()) return report_issues(context, asked.issues(), arguments->as_json);
        const Asked& found = asked.value();
        auto use = arguments->no_aggregates ? facts::UseAggregates::no : facts::UseAggregates::yes;
        auto terms = engine::compute_terms(*workspace, found.snapshot, found.computed, use);
        if (!terms.ok()) return report_issues(context, terms.issues(), arguments->as_json);
        if (arguments->as_json) return print_json(engine::explain_json(found.snapshot, found.computed, engine::pointers_to(terms.value())));
        print(engine::explain_text(found.snapshot, found.computed, engine::pointers_to(terms.value())));
        if (!*queries) return;
        auto texts = engine::query_texts(*workspace, found.snapshot, {found.computed.bound}, use);
        if (!texts.ok()) return report_issues(context, texts.issues(), arguments->as_json);
        for (const std::string& text : texts.value()) print("\n" + text + "\n");
    });
}

}  // namespace tertial::app
