// Fields of a body as a table: name, type, whether they may be left out, and what is inside. The check walks table and body
// side by side. Used by entry_kinds alone; knows no kind.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"

namespace tertial::logbook {

enum class FieldType {
    text,          ///< not empty
    content_hash,  ///< 64 hex digits
    period,        ///< "2026-04", "2026-T1" …
    month,         ///< "2026-04" only
    year,          ///< an integer
    count,         ///< an integer, zero or more
    position,      ///< an integer, one or more
    amount,        ///< an integer of any sign
    positive_amount,
    yes_no,
    exact,          ///< exact text of a number, or the reason why there is none
    choice,         ///< one of Field::choices
    exact_by_name,  ///< an object of exact texts under names of its own
    object,         ///< with Field::fields
    objects,        ///< a list of such
    remarks,        ///< a list of texts or objects, kept as they are
};

enum class Presence { required, optional };

struct Field {
    std::string_view name;
    FieldType type;
    Presence presence = Presence::required;
    std::span<const Field> fields = {};
    std::span<const std::string_view> choices = {};
};

/// What a check of one body works on: the kind's name for messages, the place for issues.
struct BodyCheck {
    std::string_view kind;
    base::Place place;
    base::Issues issues;

    void report(std::string code, std::string message, std::string hint);
    /// `path` is empty at the top, otherwise "figures[0]." and the like.
    void check_fields(const base::Json& object, std::span<const Field> fields, const std::string& path);

private:
    void check_value(const base::Json& value, const Field& field, const std::string& path);
    void check_unknown_names(const base::Json& object, std::span<const Field> fields, const std::string& path);
};

}  // namespace tertial::logbook
