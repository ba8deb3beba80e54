#include "logbook/entry_file.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "base/text.hpp"
#include "logbook/entry_kinds.hpp"
#include "logbook/entry_time.hpp"

namespace tertial::logbook {
namespace {

using base::Issues;
using base::Json;
using base::make_issue;
using base::Place;

constexpr std::uint64_t bytes_max = std::uint64_t{64} << 20;

/// A text field of the line itself; issues if it is missing or no text.
std::string text_field(const Json& line, const char* name, const Place& place, Issues& issues) {
    auto found = line.find(name);
    if (found == line.end()) {
        issues.push_back(make_issue("entry_field_is_missing", "fältet " + std::string(name) + " saknas", "raden ska ha kind, actor och body", place));
    } else if (!found->is_string() || base::trimmed(found->get_ref<const std::string&>()).empty()) {
        issues.push_back(make_issue("entry_field_is_not_valid", "fältet " + std::string(name) + " är ingen text", "skriv text inom citattecken", place));
    } else {
        return found->get<std::string>();
    }
    return {};
}

std::string time_field(const Json& line, std::string_view now, const Place& place, Issues& issues) {
    auto found = line.find("at");
    if (found == line.end()) return std::string(now);
    auto time = found->is_string() ? to_utc(found->get_ref<const std::string&>()) : std::nullopt;
    if (!time) {
        issues.push_back(make_issue("entry_field_is_not_valid", "fältet at är ingen tid", "skriv till exempel \"2026-05-04T10:30:00+02:00\"", place));
        return {};
    }
    // A later time would hide everything that comes after it from every look at the log as of today.
    if (*time > now) {
        issues.push_back(make_issue("entry_field_is_not_valid", "tiden i at har inte varit än", "utelämna at för tiden nu", place));
    }
    return *time;
}

void check_kind_and_body(const NewEntry& entry, const Json& line, const Place& place, Issues& issues) {
    std::vector<std::string> known = entry_kind_names();
    bool is_known = std::find(known.begin(), known.end(), entry.kind) != known.end();
    if (is_known && !may_be_entered(entry.kind)) {
        issues.push_back(make_issue("entry_kind_cannot_be_entered", "poster av slaget " + entry.kind + " kan inte skrivas in från en fil",
                                    "de slag som kan skrivas in är " + base::joined(entered_kind_names(), ", "), place));
        return;
    }
    if (!line.contains("body")) {
        issues.push_back(make_issue("entry_field_is_missing", "fältet body saknas", "raden ska ha kind, actor och body", place));
        if (is_known) return;
    }
    Issues found = check_entry(entry.kind, entry.body, place);
    issues.insert(issues.end(), found.begin(), found.end());
}

void check_line_names(const Json& line, const Place& place, Issues& issues) {
    const std::vector<std::string> names = {"kind", "at", "actor", "body"};
    for (const auto& [name, value] : line.items()) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        std::string hint = base::did_you_mean(name, names);
        issues.push_back(make_issue("entry_field_is_unknown", "fältet " + name + " finns inte på raden",
                                    hint.empty() ? "fälten är kind, at, actor och body; allt annat hör hemma i body" : hint, place));
    }
}

NewEntry read_line(std::string_view text, std::string_view now, const Place& place, Issues& issues) {
    auto parsed = base::parse_json(text, place.file);
    if (!parsed.ok()) {
        for (base::Issue issue : parsed.issues()) {
            issue.place.line = place.line;
            issues.push_back(std::move(issue));
        }
        return {};
    }
    const Json& line = parsed.value();
    if (!line.is_object()) {
        issues.push_back(make_issue("entry_field_is_not_valid", "raden är inget objekt", "skriv en post per rad inom { och }", place));
        return {};
    }
    NewEntry entry;
    entry.kind = text_field(line, "kind", place, issues);
    entry.actor = text_field(line, "actor", place, issues);
    entry.at = time_field(line, now, place, issues);
    entry.body = line.value("body", Json());
    if (!entry.kind.empty()) check_kind_and_body(entry, line, place, issues);
    check_line_names(line, place, issues);
    return entry;
}

}  // namespace

base::Result<std::vector<NewEntry>> read_entries(std::string_view text, const std::string& file, std::string_view now) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::vector<NewEntry> entries;
    Issues issues;
    std::int64_t line_number = 0;
    while (!text.empty()) {
        ++line_number;
        std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (!base::trimmed(line).empty()) entries.push_back(read_line(line, now, Place{file, line_number, 0}, issues));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (entries.empty()) issues.push_back(make_issue("entry_file_is_empty", "filen har inga poster", "skriv en post per rad", Place{file}));
    if (!issues.empty()) return issues;
    return entries;
}

base::Result<std::vector<NewEntry>> read_entry_file(const std::string& path, std::string_view now) {
    std::string text = TRY(base::read_file(path, bytes_max));
    return read_entries(text, path, now);
}

}  // namespace tertial::logbook
