#include "engine/initiative_outcomes.hpp"

#include "figures/measured_effect.hpp"

namespace tertial::engine {
namespace {

using base::Rational;
using base::Result;
using figures::MeasuredQuestion;
using figures::MeasuredRows;

/// All that one initiative's outcome is worked out of.
struct Questions {
    struct Common {
        std::string initiative;
        MeasuredQuestion question;
    };
    struct Counted {
        int sign = 1;
        MeasuredQuestion question;
    };
    const model::InitiativeMethod* method = nullptr;
    MeasuredQuestion whole;
    std::vector<Common> common;    ///< with each earlier initiative whose rows may be the same
    std::vector<Counted> counted;  ///< only where there are such
};

Result<std::vector<Questions>> questions_of(const Snapshot& snapshot, base::Month month) {
    const model::Model& model = *snapshot.model;
    const std::int64_t position = snapshot.state.head.position;
    std::vector<Questions> all;
    figures::InitiativeMethods earlier;
    for (const model::InitiativeMethod& method : model.initiative_methods) {
        if (!model.find_initiative(method.initiative)->is_under_way(month)) continue;
        Questions questions;
        questions.method = &method;
        questions.whole = TRY(figures::measured_question(method, figures::whole_rows(method), month, position));
        for (const model::InitiativeMethod* other : earlier) {
            auto rows = figures::common_rows(model, method, *other);
            if (!rows) continue;
            MeasuredQuestion question = TRY(figures::measured_question(method, *rows, month, position));
            questions.common.push_back({other->initiative, std::move(question)});
        }
        if (!questions.common.empty()) {
            for (const MeasuredRows& rows : figures::counted_rows(model, method, earlier)) {
                MeasuredQuestion question = TRY(figures::measured_question(method, rows, month, position));
                questions.counted.push_back({rows.sign, std::move(question)});
            }
        }
        earlier.push_back(&method);
        all.push_back(std::move(questions));
    }
    return all;
}

base::Done bind_question(const Snapshot& snapshot, const MeasuredQuestion& question, const base::Place& place, std::vector<figures::BoundFigure>& bound) {
    bound.push_back(TRY(figures::bind_figure(*snapshot.model, question.outturn, place)));
    bound.push_back(TRY(figures::bind_figure(*snapshot.model, question.beside, place)));
    if (question.price) bound.push_back(TRY(figures::bind_figure(*snapshot.model, *question.price, place)));
    return base::Nothing{};
}

/// The answers to a question; nothing where a figure lacks its value.
struct Answer {
    std::optional<Rational> outturn, reference, effect;
    [[nodiscard]] bool has_rows() const { return (outturn && !outturn->is_zero()) || (reference && !reference->is_zero()); }
};

Result<Answer> answer_of(const MeasuredQuestion& question, const Outcomes& outcomes) {
    Answer answer;
    answer.outturn = outcomes.at(figures::format_address(question.outturn)).value;
    const auto& beside = outcomes.at(figures::format_address(question.beside)).value;
    if (!beside) return answer;
    Rational reference = TRY(base::multiply(*beside, question.months));
    if (question.price) {
        const auto& price = outcomes.at(figures::format_address(*question.price)).value;
        if (!price) return answer;
        const Rational raised = TRY(base::add(Rational(1), *price));
        reference = TRY(base::multiply(reference, raised));
    }
    answer.reference = reference;
    if (answer.outturn) answer.effect = TRY(base::subtract(*answer.outturn, reference));
    return answer;
}

Result<std::optional<Rational>> counted_effect(const Questions& questions, const Answer& whole, const Outcomes& outcomes) {
    if (questions.common.empty() || !whole.effect) return whole.effect;
    Rational sum;
    for (const Questions::Counted& counted : questions.counted) {
        const Answer part = TRY(answer_of(counted.question, outcomes));
        if (!part.effect) return std::optional<Rational>();
        sum = TRY(counted.sign > 0 ? base::add(sum, *part.effect) : base::subtract(sum, *part.effect));
    }
    return std::optional<Rational>(sum);
}

Result<std::optional<Rational>> expected_effect(const model::Initiative& initiative, const model::InitiativeMethod& method, base::Month month) {
    if (method.phasing.empty() || !initiative.full_year_effect_ore) return std::optional<Rational>();
    std::int64_t gone = 0, whole = 0;
    for (int number = 1; number <= static_cast<int>(method.phasing.size()); ++number) {
        const std::int64_t weight = method.phasing[static_cast<std::size_t>(number - 1)];
        whole += weight;
        if (number <= month.month()) gone += weight;
    }
    const Rational share = TRY(Rational::create(gone, whole));
    return std::optional<Rational>(TRY(base::multiply(Rational(*initiative.full_year_effect_ore), share)));
}

void add_addresses(const MeasuredQuestion& question, std::vector<std::string>& addresses) {
    addresses.push_back(figures::format_address(question.outturn));
    addresses.push_back(figures::format_address(question.beside));
    if (question.price) addresses.push_back(figures::format_address(*question.price));
}

}  // namespace

Result<std::vector<figures::BoundFigure>> bind_measured(const Snapshot& snapshot, base::Month month) {
    std::vector<figures::BoundFigure> bound;
    const std::vector<Questions> all = TRY(questions_of(snapshot, month));
    for (const Questions& questions : all) {
        const base::Place& place = questions.method->place;
        TRY(bind_question(snapshot, questions.whole, place, bound));
        for (const Questions::Common& common : questions.common) TRY(bind_question(snapshot, common.question, place, bound));
        for (const Questions::Counted& counted : questions.counted) TRY(bind_question(snapshot, counted.question, place, bound));
    }
    return bound;
}

Result<std::vector<InitiativeOutcome>> measure_initiatives(const Snapshot& snapshot, base::Month month, const Outcomes& outcomes) {
    std::vector<InitiativeOutcome> measured;
    const std::vector<Questions> all = TRY(questions_of(snapshot, month));
    for (const Questions& questions : all) {
        const Answer whole = TRY(answer_of(questions.whole, outcomes));
        InitiativeOutcome outcome;
        outcome.method = questions.method;
        outcome.outturn = whole.outturn;
        outcome.reference = whole.reference;
        outcome.effect = whole.effect;
        outcome.counted_effect = TRY(counted_effect(questions, whole, outcomes));
        outcome.expected_effect = TRY(expected_effect(*snapshot.model->find_initiative(questions.method->initiative), *questions.method, month));
        add_addresses(questions.whole, outcome.addresses);
        for (const Questions::Common& common : questions.common) {
            const Answer answer = TRY(answer_of(common.question, outcomes));
            if (!answer.has_rows()) continue;
            outcome.overlaps_with.push_back(common.initiative);
            add_addresses(common.question, outcome.addresses);
        }
        measured.push_back(std::move(outcome));
    }
    return measured;
}

}  // namespace tertial::engine
