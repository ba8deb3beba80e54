// Reserve numbers (reservnummer): what Swedish health care calls a person by who has no person number, or none that is known. Twelve
// letters and digits. Told here are the forms that nothing else looks like, as Inera's Personuppgiftstjänsten publishes them:
//
//   national     XXYYMMDDNNGC  "Nationellt ReservID, specifikation 1.0": century + 3, 6, 9 … 78 and a birth date, or 00 and a number with
//                              month 20–99 and day 40–59; two letters without I, O, Q, V, W; sex as a digit, or such a letter; check digit
//   Stockholm    99yyyyNNNNNC  "Lokala reservidn": year 1900–2299; check digit over the places 5 to 11
//   Västra Götaland            yyyymmddGggC: a date; K, M or X; 06–79, for X 80–89; check digit with K = 5, M = 7, X = 8
//   Värmland     yyyymmddSBNC  a date; S; one of F, U, X, P, L; a digit; a letter but V
//   Carelink     yyyymmxxNNNC  a day of 32–59; check digit as in a person number
//
// Örebro's (eight digits, T and three of any kind) and Skåne's (a date and four of any kind) look like numbers of documents and batches,
// and are not told. Only says that there is one.
#pragma once

#include <string_view>

namespace tertial::intake {

/// `text` is twelve letters and digits without anything between; capitals alone are letters.
[[nodiscard]] bool is_reserve_number(std::string_view text);

}  // namespace tertial::intake
