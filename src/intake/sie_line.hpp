// One line of a SIE file: its label, its fields and its object list, by "SIE filformat, utgåva 4B" (chapter 5). Views into the line;
// knows nothing of encodings (every sign that matters is the same byte in all of them), of tables or of what amounts and dates mean.
//
//   line   := blank* (label (blank+ field)* | "{" | "}")
//   field  := word | quoted | list        quoted := '"' (any | '\"')* '"'        list := "{" (number object)* "}"
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tertial::intake {

/// All labels of the standard. The order is that of sie_labels.
enum class SieLabel : std::uint8_t {
    trans,
    ver,
    psaldo,
    pbudget,
    rtrans,
    btrans,
    ib,
    ub,
    res,
    oib,
    oub,
    konto,
    objekt,
    sru,
    ktyp,
    enhet,
    dim,
    underdim,
    flagga,
    program,
    format,
    gen,
    sietyp,
    prosa,
    ftyp,
    fnr,
    orgnr,
    bkod,
    adress,
    fnamn,
    rar,
    taxar,
    omfattn,
    kptyp,
    valuta,
    ksumma,
    unknown
};
inline constexpr std::size_t sie_label_count = static_cast<std::size_t>(SieLabel::unknown) + 1;

/// "#TRANS"; empty for unknown.
[[nodiscard]] std::string_view label_text(SieLabel label);
/// Capital or small letters; unknown where the standard does not have it.
[[nodiscard]] SieLabel label_of(std::string_view word);

enum class SieLineKind { blank, record, block_begins, block_ends, text };

struct SieLine {
    SieLineKind kind = SieLineKind::blank;
    SieLabel label = SieLabel::unknown;
    std::string_view word;  ///< the label as written
    std::string_view rest;  ///< what follows it
};
[[nodiscard]] SieLine read_line(std::string_view line);

/// Walks over the lines of a text, without their line breaks.
struct SieLineWalk {
    std::string_view text;
    std::size_t offset = 0;        ///< where the next line begins
    std::int64_t line_number = 0;  ///< of the line that was given last

    bool next(std::string_view& line);
};

/// A list is met as its beginning, its fields and its end.
enum class SieToken { end, field, list, list_end, broken };

/// Walks over the fields of what follows a label, into and out of object lists.
class SieFieldWalk {
public:
    /// `text_end`: how far bytes may be looked at beyond `rest`, so that eight can be taken at once.
    explicit SieFieldWalk(std::string_view rest, const char* text_end = nullptr)
        : at_(rest.data()), end_(rest.data() + rest.size()), text_end_(text_end == nullptr ? end_ : text_end) {}
    SieToken next();
    /// Of the field that was met last, without its quotes.
    [[nodiscard]] std::string_view value() const { return value_; }
    [[nodiscard]] bool has_escapes() const { return has_escapes_; }  ///< a quote within stands as \"
    [[nodiscard]] std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
    [[nodiscard]] std::string_view reason() const { return reason_; }  ///< why it is broken, in Swedish

private:
    SieToken next_quoted();
    SieToken begin_list();
    SieToken end_list();
    SieToken broken(std::string_view reason);

    const char* at_;
    const char* end_;
    const char* text_end_;
    std::string_view value_;
    bool has_escapes_ = false;
    bool is_in_list_ = false;
    std::string_view reason_;
};

struct SieObject {
    int dimension = 0;
    std::string_view number;
    bool has_escapes = false;

    friend bool operator==(const SieObject&, const SieObject&) = default;
};

/// What the fields of a label's records are. Fields beyond the last known one are left unread, as the standard demands.
struct SieForm {
    std::size_t field_count_max = 0;
    std::size_t field_count_min = 0;
    int list_at = -1;  ///< how many fields stand before the object list; -1: there is none
    bool list_is_required = false;
};
[[nodiscard]] const SieForm& form_of(SieLabel label);

inline constexpr std::size_t sie_fields_max = 6;

struct SieRecord {
    std::array<std::string_view, sie_fields_max> fields;  ///< the object list not counted; empty where left out
    std::size_t field_count = 0;
    std::uint32_t escaped = 0;  ///< bit of each field whose quotes stand as \"
    std::vector<SieObject> objects;
    std::string_view beyond;  ///< what follows the last field that is known, which nobody reads
    std::string_view reason;  ///< why it is not readable, in Swedish; empty where it is

    [[nodiscard]] bool is_escaped(std::size_t field) const { return (escaped >> field & 1u) != 0; }
};

/// `record` is overwritten; its memory is used again. `text_end` as in SieFieldWalk.
void read_record(std::string_view rest, const SieForm& form, SieRecord& record, const char* text_end = nullptr);

/// A dimension's number: digits, at most nine. 0 where it is none.
[[nodiscard]] int dimension_of(std::string_view text);

/// \" becomes ".
[[nodiscard]] std::string without_escapes(std::string_view text);

}  // namespace tertial::intake
