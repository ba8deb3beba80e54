#include "cases/case_run.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "engine/enter.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::cases {
namespace {

using proofs::require;

/// " at LINE:COLUMN", or " at COLUMN" within the expression itself.
std::string place_words(const base::Place& place) {
    if (place.column == 0) return {};
    return " at " + (place.line > 0 ? std::to_string(place.line) + ":" : "") + std::to_string(place.column);
}

std::vector<std::string> issue_lines(const base::Issues& issues) {
    std::vector<std::string> lines;
    for (const base::Issue& issue : issues) {
        lines.push_back("error " + issue.code + place_words(issue.place) + ": " + issue.message);
        if (!issue.hint.empty()) lines.push_back("hint: " + issue.hint);
    }
    return lines;
}

std::vector<std::string> words_of(const std::string& list) {
    std::vector<std::string> words;
    for (const std::string& word : base::split(list, ',')) words.emplace_back(base::trimmed(word));
    return words;
}

/// What stands after the keyword, up to the next keyword.
std::string after(const std::string& text, const std::string& keyword) {
    std::string padded = " " + text + " ";
    std::size_t begin = padded.find(" " + keyword + " ");
    if (begin == std::string::npos) return {};
    begin += keyword.size() + 2;
    std::size_t end = padded.size();
    for (const char* next : {" period ", " unit ", " columns ", " basis ", " view "}) end = std::min(end, padded.find(next, begin - 1));
    return std::string(base::trimmed(padded.substr(begin, end - begin)));
}

std::string cell_text(const domain::Figure& figure) {
    return figure.value ? base::format_exact(*figure.value) : std::string(domain::absence_id(figure.absence));
}

/// Columns two blanks apart, as wide as they must be.
std::vector<std::string> aligned(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column) widths[column] = std::max(widths[column], row[column].size());
    }
    std::vector<std::string> lines;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column) line += row[column] + std::string(widths[column] - row[column].size() + 2, ' ');
        lines.push_back(line.substr(0, line.find_last_not_of(' ') + 1));
    }
    return lines;
}

}  // namespace

std::vector<std::string> CaseRun::run(const Step& step) {
    std::size_t blank = step.statement.find(' ');
    std::string verb = step.statement.substr(0, blank), words = blank == std::string::npos ? "" : step.statement.substr(blank + 1);
    if (configuration_.reopens) {
        workspace_.reset();
        workspace_ = proofs::open_workspace(folder_.path() + "/workspace", configuration_.threads);
    }
    if (verb == "deliver") return deliver(words, step.block);
    if (verb == "enter") return enter(words, step.block);
    if (verb == "withdraw") return withdraw(words);
    if (verb == "figure") {
        std::size_t by = words.rfind(" by ");
        if (by == std::string::npos) return {"the case is not readable: a figure needs \"by unit …\" or \"by period …\""};
        last_question_ = words.substr(by);
        return figure(words);
    }
    if (verb == "check") return figure(words.find(" by ") == std::string::npos ? words + last_question_ : words);
    return {"the case is not readable: " + step.statement};
}

std::vector<std::string> CaseRun::deliver(const std::string& name, const std::vector<std::string>& written) {
    std::vector<std::string> lines = written;
    if (configuration_.reverses) std::reverse(lines.begin() + 1, lines.end());
    std::string path = folder_.path() + "/" + name;
    engine::DeliveryRequest request;
    request.paths = {path};
    auto deliver_lines = [&] {
        require(base::write_file(path, base::joined(lines, "\n") + "\n"));
        auto receipts = engine::deliver_files(*workspace_, request);
        return receipts.ok() ? std::vector<std::string>() : issue_lines(receipts.issues());
    };
    if (configuration_.supersedes && lines.size() > 1) {
        const std::string last = lines.back();
        lines.pop_back();
        // A file of no rows says nothing of its month unless its name does; what is refused here is refused whole, and changes nothing.
        (void)deliver_lines();
        lines.push_back(last);
    }
    return deliver_lines();
}

std::vector<std::string> CaseRun::enter(const std::string& name, const std::vector<std::string>& lines) {
    std::string path = folder_.path() + "/" + name;
    require(base::write_file(path, base::joined(lines, "\n") + "\n"));
    auto entered = engine::enter_file(*workspace_, path);
    return entered.ok() ? std::vector<std::string>() : issue_lines(entered.issues());
}

std::vector<std::string> CaseRun::withdraw(const std::string& words) {
    auto parts = base::split(words, ' ');
    auto month = parts.size() == 2 ? base::parse_month(parts[1]) : std::nullopt;
    if (!month) return {"the case is not readable: withdraw DATA-SET MONTH"};
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    const engine::AcceptedDelivery* delivery = snapshot.state.in_force(parts[0], "all", *month);
    if (delivery == nullptr) return {"nothing is in force for " + words};
    auto withdrawn = engine::withdraw_delivery(*workspace_, delivery->delivery, "rättas");
    return withdrawn.ok() ? std::vector<std::string>() : issue_lines(withdrawn.issues());
}

std::vector<std::string> CaseRun::figure(const std::string& words) {
    std::size_t by = words.rfind(" by ");
    std::string expression = words.substr(0, by), question = words.substr(by + 4);
    bool by_period = question.starts_with("period ");
    std::vector<std::string> units = words_of(after(question, "unit")), periods = words_of(after(question, "period")),
                             columns = words_of(after(question, "columns"));
    std::string basis = after(question, "basis"), view = after(question, "view");
    if (columns == std::vector<std::string>{""}) columns = {"outturn"};
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    std::vector<std::vector<std::string>> rows(1);
    rows[0].emplace_back(by_period ? "period" : "unit");
    for (const std::string& row : by_period ? periods : units) {
        rows.push_back({row});
        for (const std::string& column : columns) {
            std::string text = expression + "@" + (by_period ? units[0] : row) + ":" + (by_period ? row : periods[0]) + ":" + column +
                               (basis.empty() ? "" : ":basis=" + basis) + (view.empty() ? "" : ":view=" + view);
            auto address = figures::parse_address(text);
            if (!address.ok()) return issue_lines(address.issues());
            auto computed = engine::compute_figure(*workspace_, snapshot, address.value(), facts::UseAggregates::yes);
            if (!computed.ok()) return issue_lines(computed.issues());
            const domain::Figure& figure = computed.value().figure;
            if (rows.size() == 2) rows[0].push_back(column + "_" + std::string(domain::base_unit(figure.dimension).id));
            rows.back().push_back(cell_text(figure));
        }
    }
    return aligned(rows);
}

}  // namespace tertial::cases
