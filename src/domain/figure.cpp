#include "domain/figure.hpp"

namespace tertial::domain {

std::string_view absence_id(Absence absence) {
    switch (absence) {
        case Absence::none: return "none";
        case Absence::missing: return "missing";
        case Absence::not_measured: return "not_measured";
        case Absence::not_yet: return "not_yet";
        case Absence::suppressed: return "suppressed";
        case Absence::not_applicable: return "not_applicable";
    }
    return "none";
}

std::string_view absence_words(Absence absence) {
    switch (absence) {
        case Absence::none: return "";
        case Absence::missing: return "uppgift saknas";
        case Absence::not_measured: return "inte mätt";
        case Absence::not_yet: return "ännu inte levererat";
        case Absence::suppressed: return "dolt av sekretesskäl";
        case Absence::not_applicable: return "inte tillämpligt";
    }
    return "";
}

std::string absence_reason(const Figure& figure) {
    std::string reason(absence_words(figure.absence));
    return figure.note.empty() ? reason : reason + " (" + figure.note + ")";
}

}  // namespace tertial::domain
