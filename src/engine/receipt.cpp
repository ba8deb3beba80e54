// A delivery's receipt as JSON and as text.
#include "base/text.hpp"
#include "engine/deliver.hpp"

namespace tertial::engine {

namespace {

std::string replaced_words(const Receipt& receipt) {
    if (receipt.replaced_in.empty()) return {};
    std::string text =
        "  ersatte " + std::to_string(receipt.replaced_value_count) + " värden i " + base::joined(receipt.replaced_in, ", ") + " med nycklad hash";
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
            {"warnings", base::to_json(receipt.warnings)}};
}

std::string format_receipt(const Receipt& receipt) {
    std::string text = receipt.path + ": ";
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
    text += replaced_words(receipt);
    for (const std::string& line : receipt.control_lines) text += "  kontrollsumma " + line + "\n";
    return text + base::format_issues(receipt.warnings);
}

}  // namespace tertial::engine
