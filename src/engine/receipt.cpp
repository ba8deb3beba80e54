// A delivery's receipt as JSON, as text and as a page.
#include "engine/deliver.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/number_format.hpp"
#include "intake/measure_words.hpp"
#include "render/plain_page.hpp"

namespace tertial::engine {
namespace {

/// An exact sum as people write it: "-12345/100" is −123,45.
std::string sum_words(const std::string& exact) {
    auto sum = base::parse_rational(exact);
    return sum ? domain::format_unrounded(*sum, domain::Dimension::plain) : exact;
}

std::string remark_words(std::size_t count) { return count == 1 ? "en anmärkning" : std::to_string(count) + " anmärkningar"; }

std::string severity_words(base::Severity severity) { return severity == base::Severity::error ? "Fel" : "Varning"; }

render::PlainTable issue_table(const base::Issues& issues) {
    render::PlainTable table{"Anmärkningar", {{"Allvar"}, {"Rad", true}, {"Vad"}, {"Tips"}, {"Regel"}}, {}};
    for (const base::Issue& issue : issues)
        table.rows.push_back(
            {severity_words(issue.severity), issue.place.line > 0 ? std::to_string(issue.place.line) : "", issue.message, issue.hint, issue.code});
    return table;
}

/// How many rows were left out is known of a file that was read, and from logs that tell it; else it is not known, which is not zero.
bool tells_what_was_read(const Receipt& receipt) { return receipt.changed && !receipt.mapping.empty(); }

render::PlainTable facts_table(const Receipt& receipt) {
    render::PlainTable table{"Filen", {{"Uppgift"}, {"Värde"}}, {}};
    auto add = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) table.rows.push_back({name, value});
    };
    add("Fil", receipt.file_name.empty() ? receipt.path : receipt.file_name);
    add("Datamängd", receipt.data_set);
    add("Del", receipt.part);
    add("Mappning", receipt.mapping);
    add("Filens form", receipt.description);
    add("Leverans", receipt.delivery);
    add("Filens kontrollsumma (BLAKE2b-256)", receipt.file_hash);
    add("Loggpost", receipt.position > 0 ? std::to_string(receipt.position) : "");
    add("Tidpunkt", receipt.at);
    add("Av", receipt.actor);
    if (tells_what_was_read(receipt)) add("Lästa rader", std::to_string(receipt.row_count + receipt.left_out_row_count));
    add("Mottagna rader", std::to_string(receipt.row_count));
    if (tells_what_was_read(receipt)) add("Rader som mappningen lämnar utanför", std::to_string(receipt.left_out_row_count));
    add("Avvisade rader", std::to_string(receipt.refused_row_count));
    add("Värden ersatta med nycklad hash", receipt.replaced_value_count > 0 ? std::to_string(receipt.replaced_value_count) : "");
    add("Summor i kontrollfilen som stämmer", receipt.control_total_count > 0 ? std::to_string(receipt.control_total_count) : "");
    add("Skäl till leverans i stängd period", receipt.reason);
    for (const std::string& report : receipt.changed_reports) add("Ändrar", report);
    return table;
}

/// What the log holds of a delivery; logs of before lack some of it.
base::Result<Receipt> receipt_of_entry(const logbook::Entry& entry) {
    const base::Json& body = *entry.body;
    Receipt receipt;
    receipt.position = entry.position;
    receipt.at = entry.at;
    receipt.actor = entry.actor;
    receipt.path = receipt.file_name = body["file_name"];
    receipt.data_set = body["data_set"];
    receipt.part = body["part"];
    receipt.delivery = body["delivery"];
    receipt.file_hash = body["file_hash"];
    receipt.row_count = body["row_count"];
    receipt.mapping = body.value("mapping", "");
    receipt.description = body.value("format", "");
    receipt.left_out_row_count = body.value("left_out_row_count", std::int64_t{0});
    receipt.control_total_count = static_cast<std::size_t>(body.value("control_total_count", std::int64_t{0}));
    receipt.reason = body.value("reason", "");
    if (body.contains("kept")) receipt.replaced_value_count = body["kept"]["replaced"];
    for (const base::Json& slice : body["slices"]) {
        auto month = base::parse_month(slice["slice"].get<std::string>());
        if (month) receipt.rows_by_month.emplace_back(*month, slice["rows"].get<std::int64_t>());
    }
    for (const auto& [measure, sum] : body["control_sums"].items()) receipt.control_sums.emplace_back(measure, sum.get<std::string>());
    if (body.contains("source_sums"))
        for (const auto& [measure, sum] : body["source_sums"].items()) receipt.source_sums.emplace_back(measure, sum.get<std::string>());
    if (body.contains("changed_reports"))
        for (const base::Json& report : body["changed_reports"]) receipt.changed_reports.push_back(report.get<std::string>());
    for (const base::Json& warning : body["warnings"]) {
        base::Issue issue{warning.value("code", ""), {}, warning.value("message", ""), warning.value("hint", ""), base::Severity::warning};
        issue.place.line = warning.value("line", std::int64_t{0});
        receipt.warnings.push_back(std::move(issue));
    }
    return receipt;
}

std::string replaced_words(const Receipt& receipt) {
    if (receipt.replaced_in.empty() && receipt.replaced_value_count == 0) return {};
    // The log tells how many, not in which columns.
    std::string where = receipt.replaced_in.empty() ? "" : " i " + base::joined(receipt.replaced_in, ", ");
    std::string text = "  ersatte " + std::to_string(receipt.replaced_value_count) + " värden" + where + " med nycklad hash";
    if (receipt.replaced_unknown_form_count > 0) {
        text += "; " + std::to_string(receipt.replaced_unknown_form_count) + " av dem har inte formen av ett person-, samordnings- eller reservnummer";
    }
    return text + "\n";
}

}  // namespace

base::Json to_json(const Receipt& receipt) {
    base::Json slices = base::Json::array();
    for (const auto& [month, rows] : receipt.rows_by_month) slices.push_back({{"slice", base::format_month(month)}, {"rows", rows}});
    base::Json sums = base::Json::object();
    for (const auto& [measure, sum] : receipt.control_sums) sums[measure] = sum;
    base::Json source_sums = base::Json::object();
    for (const auto& [measure, sum] : receipt.source_sums) source_sums[measure] = sum;
    return {{"file", receipt.path},
            {"data_set", receipt.data_set},
            {"part", receipt.part},
            {"mapping", receipt.mapping},
            {"delivery", receipt.delivery},
            {"file_hash", receipt.file_hash},
            {"position", receipt.position},
            {"changed", receipt.changed},
            {"format", receipt.description},
            {"row_count", receipt.row_count},
            {"refused_row_count", receipt.refused_row_count},
            {"left_out_row_count", receipt.left_out_row_count},
            {"replaced_value_count", receipt.replaced_value_count},
            {"replaced_unknown_form_count", receipt.replaced_unknown_form_count},
            {"slices", slices},
            {"control_sums", sums},
            {"source_sums", source_sums},
            {"control_total_count", receipt.control_total_count},
            {"reason", receipt.reason},
            {"changed_reports", receipt.changed_reports},
            {"warnings", base::to_json(receipt.warnings)}};
}

std::string format_receipt(const Receipt& receipt) {
    std::string text = receipt.path + ": ";
    if (!receipt.at.empty()) text = receipt.at + " " + receipt.actor + ": " + receipt.path + ": ";
    if (!receipt.changed) return text + "oförändrad, samma innehåll gäller redan (leverans " + receipt.delivery + ")\n";
    // A delivery that was only tried has no entry in the log.
    bool is_tried = receipt.position == 0;
    text += (is_tried ? "prövad, skulle ta emot " : "tog emot ") + std::to_string(receipt.row_count) + " rader till " + receipt.data_set;
    if (!receipt.rows_by_month.empty()) {
        text += ", " + base::format_month(receipt.rows_by_month.front().first);
        if (receipt.rows_by_month.size() > 1) text += " till " + base::format_month(receipt.rows_by_month.back().first);
    }
    text += " (" + receipt.description + "; leverans " + receipt.delivery + (is_tried ? "" : ", loggpost " + std::to_string(receipt.position)) + ")\n";
    if (receipt.left_out_row_count > 0)
        text += "  lämnade " + std::to_string(receipt.left_out_row_count) + " rader utanför, som mappningen " + receipt.mapping + " säger\n";
    for (const std::string& line : receipt.source_lines) text += "  källans summa " + line + "\n";
    text += replaced_words(receipt);
    for (const std::string& line : receipt.control_lines) text += "  kontrollsumma " + line + "\n";
    if (!receipt.reason.empty()) text += "  i stängd period: " + receipt.reason + "\n";
    for (const std::string& report : receipt.changed_reports) text += "  ändrar " + report + "\n";
    if (receipt.control_total_count > 0) text += "  kontrollfilens " + std::to_string(receipt.control_total_count) + " summor stämmer\n";
    return text + base::format_issues(receipt.warnings);
}

std::string receipt_page(const model::Model& model, const Receipt& receipt) {
    render::PlainPage page;
    page.title = "Kvitto";
    const model::DataSet* data_set = model.find_data_set(receipt.data_set);
    std::string label = data_set == nullptr ? receipt.data_set : data_set->label;
    page.advice = label + ": " + std::to_string(receipt.row_count) + " rader mottagna" +
                  (receipt.warnings.empty() ? " utan anmärkning." : ", " + remark_words(receipt.warnings.size()) + ".");
    if (!receipt.changed) page.advice = label + ": oförändrad, samma innehåll gäller redan. Ingenting har ändrats.";
    page.tables.push_back(facts_table(receipt));
    render::PlainTable slices{"Månader", {{"Månad"}, {"Rader", true}}, {}};
    for (const auto& [month, rows] : receipt.rows_by_month) slices.rows.push_back({base::format_month(month), std::to_string(rows)});
    page.tables.push_back(std::move(slices));
    render::PlainTable sums{"Summor", {{"Mått"}, {"I källan", true}, {"Efter mappning", true}}, {}};
    for (const auto& [measure, sum] : receipt.control_sums) {
        bool is_known = data_set != nullptr && data_set->find_measure(measure) != nullptr;
        auto whole = base::parse_int128(sum);
        auto source = std::find_if(receipt.source_sums.begin(), receipt.source_sums.end(), [&, name = measure](const auto& one) { return one.first == name; });
        std::string before = source == receipt.source_sums.end() ? "" : sum_words(source->second);
        sums.rows.push_back({is_known ? intake::measure_label(*data_set, measure) : measure, before,
                             is_known && whole ? intake::format_measure(*data_set, measure, *whole) : sum});
    }
    if (!sums.rows.empty()) page.tables.push_back(std::move(sums));
    if (!receipt.warnings.empty()) page.tables.push_back(issue_table(receipt.warnings));
    return render::plain_page(page);
}

std::string refusal_page(const std::string& file, const base::Issues& issues) {
    render::PlainPage page;
    page.title = "Filen togs inte emot";
    page.advice = file + " har " + remark_words(issues.size()) + ". Ingenting har ändrats; rätta och leverera igen.";
    page.tables.push_back(issue_table(issues));
    return render::plain_page(page);
}

base::Result<Receipt> find_receipt(Workspace& workspace, const std::string& delivery) {
    logbook::Head head = TRY(workspace.log().head());
    std::vector<logbook::Entry> found;
    for (logbook::Entry& entry : TRY(workspace.log().entries(1, head.position))) {
        bool is_named =
            entry.kind == "delivery_accepted" && entry.body && !delivery.empty() && (*entry.body)["delivery"].get<std::string>().starts_with(delivery);
        if (is_named) found.push_back(std::move(entry));
    }
    if (found.empty()) return base::make_issue("delivery_is_not_found", "ingen leverans heter " + delivery, "koderna listas av: tertial deliveries ARBETSYTA");
    for (const logbook::Entry& entry : found) {
        if ((*entry.body)["delivery"] != (*found.front().body)["delivery"])
            return base::make_issue("delivery_is_ambiguous", "flera leveranser börjar på " + delivery, "skriv fler tecken");
    }
    // Delivered more than once after having been withdrawn or replaced: the newest time counts.
    Receipt receipt = TRY(receipt_of_entry(found.back()));
    Snapshot snapshot = TRY(load_snapshot(workspace));
    const model::DataSet* data_set = snapshot.model->find_data_set(receipt.data_set);
    for (const auto& [measure, sum] : receipt.control_sums) {
        auto whole = base::parse_int128(sum);
        if (data_set == nullptr || data_set->find_measure(measure) == nullptr || !whole) continue;
        receipt.control_lines.push_back(intake::measure_label(*data_set, measure) + ": " + intake::format_measure(*data_set, measure, *whole));
    }
    return receipt;
}

}  // namespace tertial::engine
