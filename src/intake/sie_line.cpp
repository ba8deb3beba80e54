#include "intake/sie_line.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tertial::intake {
namespace {

// The commonest first: most lines of a large file are found at once.
constexpr std::array<std::string_view, sie_label_count> sie_labels = {
    "#TRANS", "#VER",  "#PSALDO", "#PBUDGET", "#RTRANS",   "#BTRANS", "#IB",      "#UB",     "#RES",    "#OIB",    "#OUB",   "#KONTO", "#OBJEKT",
    "#SRU",   "#KTYP", "#ENHET",  "#DIM",     "#UNDERDIM", "#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN",    "#SIETYP", "#PROSA", "#FTYP",  "#FNR",
    "#ORGNR", "#BKOD", "#ADRESS", "#FNAMN",   "#RAR",      "#TAXAR",  "#OMFATTN", "#KPTYP",  "#VALUTA", "#KSUMMA", ""};

constexpr SieForm plain_form{2, 1, -1, false};
constexpr SieForm object_form{3, 2, -1, false};
constexpr SieForm voucher_form{6, 3, -1, false};
constexpr SieForm row_form{6, 2, 1, true};
constexpr SieForm balance_form{4, 3, -1, false};
constexpr SieForm object_balance_form{4, 3, 2, true};
constexpr SieForm period_form{5, 4, 3, false};

bool is_blank(char letter) { return letter == ' ' || letter == '\t'; }

/// The signs that end a word.
constexpr std::array<bool, 256> word_ends = [] {
    std::array<bool, 256> ends{};
    for (unsigned char sign : {' ', '\t', '"', '{', '}'}) ends[sign] = true;
    return ends;
}();

constexpr std::uint64_t low_bits = 0x0101010101010101u;
constexpr std::uint64_t high_bits = 0x8080808080808080u;

/// The high bit of the first byte that is a quotation mark; bits above it mean nothing.
std::uint64_t first_quote(std::uint64_t bytes) {
    std::uint64_t differences = bytes ^ (low_bits * '"');
    return (differences - low_bits) & ~differences & high_bits;
}

/// The high bit of the first byte that may end a word: up to the quotation mark, or from { on. Bits above it mean nothing.
std::uint64_t first_possible_end(std::uint64_t bytes) {
    std::uint64_t is_low = (bytes - low_bits * ('"' + 1)) & ~bytes;
    std::uint64_t is_high = (bytes + low_bits * (0x80 - '{')) | bytes;
    return (is_low | is_high) & high_bits;
}

/// The first byte in [at, end) that is one, or end. `first_possible` rules out most bytes, eight at once.
template <class FirstPossible, class IsOne>
const char* find_sign(const char* at, const char* end, const char* text_end, FirstPossible first_possible, IsOne is_one) {
    while (at < end && text_end - at >= 8) {
        std::uint64_t bytes;
        std::memcpy(&bytes, at, 8);
        std::uint64_t found = first_possible(bytes);
        at += found == 0 ? 8 : __builtin_ctzll(found) / 8;
        if (found == 0) continue;
        if (at >= end) return end;
        if (is_one(*at)) return at;
        ++at;
    }
    while (at < end && !is_one(*at)) ++at;
    return std::min(at, end);
}

bool same_letters(std::string_view word, std::string_view capitals) {
    return word.size() == capitals.size() && std::equal(word.begin(), word.end(), capitals.begin(), [](char letter, char capital) {
               return letter == capital || (letter >= 'a' && letter <= 'z' && letter - 'a' + 'A' == capital);
           });
}

/// The objects of the list that the walk has just gone into.
void read_list(SieFieldWalk& walk, SieRecord& record) {
    for (SieToken token = walk.next(); token != SieToken::list_end; token = walk.next()) {
        if (token != SieToken::field) {
            record.reason = walk.reason();
            return;
        }
        SieObject object{dimension_of(walk.value()), {}, false};
        if (object.dimension == 0) {
            record.reason = "objektlistan har en dimension utan nummer";
            return;
        }
        token = walk.next();
        if (token != SieToken::field) {
            record.reason = token == SieToken::broken ? walk.reason() : "objektlistan har en dimension utan objekt";
            return;
        }
        object.number = walk.value();
        object.has_escapes = walk.has_escapes();
        for (const SieObject& other : record.objects) {
            if (other.dimension == object.dimension) record.reason = "objektlistan har samma dimension två gånger";
        }
        record.objects.push_back(object);
    }
}

}  // namespace

std::string_view label_text(SieLabel label) { return sie_labels[static_cast<std::size_t>(label)]; }

SieLabel label_of(std::string_view word) {
    if (word == "#TRANS") return SieLabel::trans;
    auto end = sie_labels.end() - 1;
    auto found = std::find(sie_labels.begin(), end, word);
    if (found == end) found = std::find_if(sie_labels.begin(), end, [&](std::string_view label) { return same_letters(word, label); });
    return static_cast<SieLabel>(found - sie_labels.begin());
}

SieLine read_line(std::string_view line) {
    // What nearly every line of a large file is, as programs write it.
    constexpr std::string_view row = "#TRANS ";
    if (line.size() > row.size() && std::memcmp(line.data(), row.data(), row.size()) == 0) {
        return {SieLineKind::record, SieLabel::trans, line.substr(0, row.size() - 1), line.substr(row.size() - 1)};
    }
    if (line.size() == 1 && line[0] == '{') return {SieLineKind::block_begins, SieLabel::unknown, {}, {}};
    if (line.size() == 1 && line[0] == '}') return {SieLineKind::block_ends, SieLabel::unknown, {}, {}};
    std::size_t begin = 0;
    while (begin < line.size() && is_blank(line[begin])) ++begin;
    if (begin == line.size()) return {};
    if (line[begin] == '#') {
        std::size_t end = begin + 1;
        while (end < line.size() && !word_ends[static_cast<unsigned char>(line[end])]) ++end;
        std::string_view word = line.substr(begin, end - begin);
        return {SieLineKind::record, label_of(word), word, line.substr(end)};
    }
    std::string_view rest = line.substr(begin + 1);
    bool is_alone = rest.find_first_not_of(" \t") == std::string_view::npos;
    if (is_alone && line[begin] == '{') return {SieLineKind::block_begins, SieLabel::unknown, {}, {}};
    if (is_alone && line[begin] == '}') return {SieLineKind::block_ends, SieLabel::unknown, {}, {}};
    return {SieLineKind::text, SieLabel::unknown, {}, line};
}

bool SieLineWalk::next(std::string_view& line) {
    if (offset >= text.size()) return false;
    const char* begin = text.data() + offset;
    const void* found = std::memchr(begin, '\n', text.size() - offset);
    std::size_t length = found == nullptr ? text.size() - offset : static_cast<std::size_t>(static_cast<const char*>(found) - begin);
    line = {begin, length};
    offset += length + 1;
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return true;
}

SieToken SieFieldWalk::broken(std::string_view reason) {
    reason_ = reason;
    at_ = end_;
    return SieToken::broken;
}

SieToken SieFieldWalk::next() {
    while (at_ != end_ && is_blank(*at_)) ++at_;
    if (at_ == end_) return is_in_list_ ? broken("objektlistan avslutas aldrig") : SieToken::end;
    has_escapes_ = false;
    switch (*at_) {
        case '"': return next_quoted();
        case '{': return begin_list();
        case '}': return end_list();
        default: break;
    }
    const char* begin = at_;
    at_ = find_sign(at_, end_, text_end_, first_possible_end, [](char letter) { return word_ends[static_cast<unsigned char>(letter)]; });
    if (at_ != end_ && *at_ == '"') return broken("ett citattecken står mitt i ett fält");
    if (at_ != end_ && *at_ == '}' && !is_in_list_) return broken("en klammer avslutas som aldrig har börjat");
    value_ = {begin, static_cast<std::size_t>(at_ - begin)};
    return SieToken::field;
}

SieToken SieFieldWalk::begin_list() {
    if (std::exchange(is_in_list_, true)) return broken("objektlistan har en lista i sig");
    ++at_;
    return SieToken::list;
}

SieToken SieFieldWalk::end_list() {
    if (!std::exchange(is_in_list_, false)) return broken("en klammer avslutas som aldrig har börjat");
    ++at_;
    return SieToken::list_end;
}

SieToken SieFieldWalk::next_quoted() {
    const char* begin = ++at_;
    while (true) {
        const char* quote = find_sign(at_, end_, text_end_, first_quote, [](char letter) { return letter == '"'; });
        if (quote == end_) return broken("ett citattecken avslutas aldrig");
        at_ = quote + 1;
        if (quote == begin || quote[-1] != '\\') break;
        has_escapes_ = true;
    }
    value_ = {begin, static_cast<std::size_t>(at_ - 1 - begin)};
    bool may_follow = at_ == end_ || is_blank(*at_) || *at_ == (is_in_list_ ? '}' : '{');
    if (!may_follow) return broken("det står text direkt efter ett citattecken");
    return SieToken::field;
}

const SieForm& form_of(SieLabel label) {
    switch (label) {
        case SieLabel::trans:
        case SieLabel::rtrans:
        case SieLabel::btrans: return row_form;
        case SieLabel::ver: return voucher_form;
        case SieLabel::psaldo:
        case SieLabel::pbudget: return period_form;
        case SieLabel::oib:
        case SieLabel::oub: return object_balance_form;
        case SieLabel::ib:
        case SieLabel::ub:
        case SieLabel::res: return balance_form;
        case SieLabel::objekt: return object_form;
        default: return plain_form;
    }
}

void read_record(std::string_view rest, const SieForm& form, SieRecord& record, const char* text_end) {
    record.fields.fill({});
    record.field_count = 0;
    record.escaped = 0;
    record.objects.clear();
    record.beyond = {};
    record.reason = {};
    bool has_list = false;
    SieFieldWalk walk(rest, text_end);
    while (record.field_count < form.field_count_max) {
        SieToken token = walk.next();
        if (token == SieToken::end) break;
        if (token == SieToken::broken) {
            record.reason = walk.reason();
            return;
        }
        if (token == SieToken::field) {
            record.escaped |= (walk.has_escapes() ? 1u : 0u) << record.field_count;
            record.fields[record.field_count++] = walk.value();
            continue;
        }
        if (has_list || form.list_at != static_cast<int>(record.field_count)) {
            record.reason = "en objektlista står där ingen ska stå";
            return;
        }
        has_list = true;
        read_list(walk, record);
        if (!record.reason.empty()) return;
    }
    record.beyond = walk.rest();
    if (record.field_count < form.field_count_min) record.reason = "fält saknas";
    if (form.list_is_required && !has_list) record.reason = "objektlistan saknas";
}

int dimension_of(std::string_view text) {
    if (text.empty() || text.size() > 9) return 0;
    int number = 0;
    for (char letter : text) {
        if (letter < '0' || letter > '9') return 0;
        number = number * 10 + (letter - '0');
    }
    return number;
}

std::string without_escapes(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '\\' && index + 1 < text.size() && text[index + 1] == '"') continue;
        plain += text[index];
    }
    return plain;
}

}  // namespace tertial::intake
