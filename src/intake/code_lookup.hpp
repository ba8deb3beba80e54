// Finds the members of a code list by their text, twenty million times in a row. Built once per delivery from the model's
// list and shared by all readers; never changes after that. Also knows on which days each member is valid.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.hpp"

namespace tertial::intake {

class CodeLookup {
public:
    explicit CodeLookup(const model::CodeList& list);

    /// Index in the list; -1 for a code it does not have.
    [[nodiscard]] int find(std::string_view code) const;
    /// Valid on at least one of the days.
    [[nodiscard]] bool is_valid(int index, std::int32_t first_day, std::int32_t last_day) const {
        const Span& span = spans_[static_cast<std::size_t>(index)];
        return span.first_day <= last_day && first_day <= span.last_day;
    }
    [[nodiscard]] const std::string& code(int index) const { return codes_[static_cast<std::size_t>(index)]; }
    [[nodiscard]] std::size_t size() const { return codes_.size(); }

private:
    struct Span {
        std::int32_t first_day = INT32_MIN;
        std::int32_t last_day = INT32_MAX;
    };
    /// `head` holds the first eight bytes, so that most codes are told apart without following a pointer.
    struct Slot {
        std::uint64_t head = 0;
        std::uint32_t length = 0;
        int index = -1;
    };
    static std::uint64_t head_of(std::string_view code);
    [[nodiscard]] std::size_t slot_of(std::uint64_t head, std::size_t length) const;

    std::vector<std::string> codes_;
    std::vector<Span> spans_;
    std::vector<Slot> slots_;
    std::size_t slot_mask_ = 0;
};

}  // namespace tertial::intake
