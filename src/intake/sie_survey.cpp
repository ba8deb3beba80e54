#include "intake/sie_survey.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "intake/sie_crc.hpp"
#include "intake/source_table.hpp"
#include "intake/source_text.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t unknown_labels_max = 5;
constexpr std::size_t label_letters_max = 20;
constexpr std::size_t release_bytes = std::size_t{16} << 20;

/// A voucher's rows are nothing without its head, so reading anew never begins at one of these.
bool is_within_voucher(SieLabel label) {
    return label == SieLabel::trans || label == SieLabel::rtrans || label == SieLabel::btrans || label == SieLabel::unknown;
}

class Surveyor {
public:
    Surveyor(const SieText& text, const std::string& shown_file) : text_(text), shown_file_(shown_file) {}
    SieSurvey survey();

private:
    void take_record(const SieLine& line, std::int64_t line_number);
    void take_list(std::string_view rest, SieLabel label, SieLabelCount& count);
    void take_crc(const SieLine& line, std::int64_t line_number);
    void look_for_person_number(std::string_view text, const SieLine& line, std::int64_t line_number);
    void take_unknown(const SieLine& line, std::int64_t line_number);
    void note_dimension(int dimension);
    void finish();
    void report(std::string code, std::string message, std::string hint, std::int64_t line, base::Severity severity);

    const SieText& text_;
    const std::string& shown_file_;
    SieSurvey survey_;
    std::set<int> dimensions_;
    std::array<bool, 64> noted_{};  ///< the small ones of them, which occur on row after row
    std::vector<int> list_;
    int crc_count_ = 0;
    std::int64_t crc_line_ = 0;
    std::optional<SieCrc> crc_;
    std::map<std::string, std::int64_t> unknown_labels_;
    std::int64_t unknown_count_ = 0;
    std::int64_t unknown_line_ = 0;
};

SieSurvey Surveyor::survey() {
    SieLineWalk walk{text_.body};
    SiePlace place;
    std::size_t released = 0;
    std::string_view line;
    for (std::size_t begin = 0; walk.next(line); begin = walk.offset) {
        SieLine read = read_line(line);
        if (read.kind == SieLineKind::record && !is_within_voucher(read.label)) place = {begin, walk.line_number - 1};
        if (walk.line_number % sie_lines_between_places == 1) survey_.places.push_back(place);
        if (begin - released > release_bytes) {
            release_pages(text_.body.substr(released, begin - released));
            released = begin;
        }
        if (crc_ && crc_count_ == 1 && read.label != SieLabel::ksumma) crc_->add(line);
        if (read.kind == SieLineKind::record) take_record(read, walk.line_number);
        if (read.label != SieLabel::trans) look_for_person_number(line, read, walk.line_number);
    }
    finish();
    return std::move(survey_);
}

void Surveyor::take_record(const SieLine& line, std::int64_t line_number) {
    SieLabelCount& count = survey_.labels[static_cast<std::size_t>(line.label)];
    ++count.rows;
    if (form_of(line.label).list_at >= 0) take_list(line.rest, line.label, count);
    SieFieldWalk walk(line.rest);
    switch (line.label) {
        case SieLabel::dim:
        case SieLabel::underdim:
            if (walk.next() == SieToken::field) note_dimension(dimension_of(walk.value()));
            break;
        case SieLabel::sietyp:
            if (walk.next() == SieToken::field && !walk.value().empty()) survey_.type = std::string(walk.value().substr(0, 2));
            break;
        case SieLabel::valuta:
            if (walk.next() == SieToken::field) survey_.currency = as_utf8(walk.value().substr(0, label_letters_max), text_.encoding);
            break;
        case SieLabel::ksumma: take_crc(line, line_number); break;
        case SieLabel::unknown: take_unknown(line, line_number); break;
        default: break;
    }
}

/// What is wrong with a list is told when its record is read.
void Surveyor::take_list(std::string_view rest, SieLabel label, SieLabelCount& count) {
    SieFieldWalk fields(rest, text_.body.data() + text_.body.size());
    for (int index = 0; index < form_of(label).list_at; ++index) {
        if (fields.next() != SieToken::field) return;
    }
    if (fields.next() != SieToken::list) return;
    list_.clear();
    while (fields.next() == SieToken::field) {
        int dimension = dimension_of(fields.value());
        if (dimension == 0 || fields.next() != SieToken::field) break;
        list_.push_back(dimension);
    }
    if (list_.empty()) return;
    if (!std::is_sorted(list_.begin(), list_.end())) std::sort(list_.begin(), list_.end());
    ++count.rows_with_objects;
    if (count.dimensions == list_) return;
    for (int dimension : list_) note_dimension(dimension);
    if (count.rows_with_objects == 1) {
        count.dimensions = list_;
    } else {
        count.has_different_lists = true;
    }
}

void Surveyor::note_dimension(int dimension) {
    bool is_small = dimension > 0 && static_cast<std::size_t>(dimension) < noted_.size();
    if (is_small && std::exchange(noted_[static_cast<std::size_t>(dimension)], true)) return;
    if (dimension != 0 && dimensions_.size() <= columns_max) dimensions_.insert(dimension);
}

void Surveyor::take_crc(const SieLine& line, std::int64_t line_number) {
    if (++crc_count_ == 1) {
        crc_.emplace(text_.encoding);
        crc_line_ = line_number;
    }
    if (crc_count_ != 2) return;
    SieFieldWalk walk(line.rest);
    bool is_right = walk.next() == SieToken::field && crc_->matches(walk.value());
    if (is_right) return;
    report("sie_checksum_is_wrong", "kontrollsumman i #KSUMMA stämmer inte med filens innehåll",
           "filen är ändrad eller skadad: ta ut den på nytt ur källsystemet", line_number, base::Severity::error);
}

void Surveyor::look_for_person_number(std::string_view text, const SieLine& line, std::int64_t line_number) {
    if (!names_person(text, line, text_)) return;
    auto& lines = survey_.person_number_lines[line.label];
    if (lines.size() < sie_person_numbers_max) lines.push_back(line_number);
}

void Surveyor::take_unknown(const SieLine& line, std::int64_t line_number) {
    if (++unknown_count_ == 1) unknown_line_ = line_number;
    if (holds_person_number(line.word, text_)) return;  // that stops the file, and is told without the number
    std::string label = as_utf8(line.word.substr(0, label_letters_max), text_.encoding);
    std::replace_if(
        label.begin(), label.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; }, '?');
    if (unknown_labels_.size() < unknown_labels_max || unknown_labels_.contains(label)) ++unknown_labels_[label];
}

void Surveyor::report(std::string code, std::string message, std::string hint, std::int64_t line, base::Severity severity) {
    base::Issue issue = base::make_issue(std::move(code), std::move(message), std::move(hint), {shown_file_, line, 0});
    issue.severity = severity;
    survey_.findings.push_back(std::move(issue));
}

void Surveyor::finish() {
    survey_.dimensions.assign(dimensions_.begin(), dimensions_.end());
    if (crc_count_ == 1) {
        report("sie_checksum_is_missing", "filen börjar räkna en kontrollsumma (#KSUMMA) men slutar utan den",
               "filen är avhuggen: ta ut den på nytt ur källsystemet", crc_line_, base::Severity::error);
    }
    if (unknown_count_ == 0) return;
    std::vector<std::string> told;
    std::int64_t told_count = 0;
    for (const auto& [label, count] : unknown_labels_) {
        told.push_back(label + " (" + std::to_string(count) + ")");
        told_count += count;
    }
    std::string others = told_count == unknown_count_ ? "" : " och " + std::to_string(unknown_count_ - told_count) + " till";
    report("sie_label_is_unknown", "etiketter som SIE 4B inte har, och som lämnas därhän: " + base::joined(told, ", ") + others,
           "ingenting, om uppgifterna inte behövs", unknown_line_, base::Severity::warning);
}

}  // namespace

bool names_person(std::string_view text, const SieLine& line, const SieText& source) {
    constexpr SieLabel of_numbers[] = {SieLabel::psaldo, SieLabel::pbudget, SieLabel::ib,  SieLabel::ub,     SieLabel::res,
                                       SieLabel::oib,    SieLabel::oub,     SieLabel::sru, SieLabel::flagga, SieLabel::ksumma};
    if (!holds_person_number(text, source) || std::find(std::begin(of_numbers), std::end(of_numbers), line.label) != std::end(of_numbers)) return false;
    // As a whole it does, but what looks like a number may be two fields of a record. Nobody knows the fields of anything else.
    if (line.label == SieLabel::unknown) return true;
    SieFieldWalk fields(line.rest);
    for (SieToken token = fields.next(); token != SieToken::end; token = fields.next()) {
        if (token == SieToken::broken) return true;
        if (token == SieToken::field && holds_person_number(fields.value(), source)) return true;
    }
    return false;
}

SieSurvey survey_sie(const SieText& text, const std::string& shown_file) { return Surveyor(text, shown_file).survey(); }

}  // namespace tertial::intake
