// Finds Swedish personal identity numbers in text (lag 1991:483 and Skatteverket's SKV 704: date, birth number, check digit),
// coordination numbers (day + 60) included. Only says that there is one; never returns, keeps or prints it.
#pragma once

#include <string_view>

namespace tertial::intake {

/// YYMMDDNNNN or YYYYMMDDNNNN, with or without - or + before the last four, not part of a longer run of digits, with a date
/// that exists and a valid check digit.
[[nodiscard]] bool contains_person_number(std::string_view text);

}  // namespace tertial::intake
