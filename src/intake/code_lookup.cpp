#include "intake/code_lookup.hpp"

#include <bit>
#include <cstring>

namespace tertial::intake {

CodeLookup::CodeLookup(const model::CodeList& list) {
    std::size_t slot_count = std::bit_ceil(2 * list.codes.size() + 2);
    slots_.resize(slot_count);
    slot_mask_ = slot_count - 1;
    for (const model::Code& code : list.codes) {
        if (find(code.code) >= 0) continue;
        std::uint64_t head = head_of(code.code);
        std::size_t slot = slot_of(head, code.code.size());
        while (slots_[slot].index >= 0) slot = (slot + 1) & slot_mask_;
        slots_[slot] = {head, static_cast<std::uint32_t>(code.code.size()), static_cast<int>(codes_.size())};
        codes_.push_back(code.code);
        Span span;
        if (code.valid_from) span.first_day = code.valid_from->day_count;
        if (code.valid_to) span.last_day = code.valid_to->day_count;
        spans_.push_back(span);
    }
}

std::uint64_t CodeLookup::head_of(std::string_view code) {
    std::uint64_t head = 0;
    const char* text = code.data();
    std::size_t size = code.size();
    // Overlapping loads of fixed size instead of a copy of unknown length.
    if (size >= 8) {
        std::memcpy(&head, text, 8);
    } else if (size >= 4) {
        std::uint32_t first, last;
        std::memcpy(&first, text, 4);
        std::memcpy(&last, text + size - 4, 4);
        head = first | (std::uint64_t{last} << (8 * (size - 4)));
    } else {
        for (std::size_t index = 0; index < size; ++index) head |= std::uint64_t{static_cast<unsigned char>(text[index])} << (8 * index);
    }
    return head;
}

std::size_t CodeLookup::slot_of(std::uint64_t head, std::size_t length) const { return ((head + length) * 0x9E3779B97F4A7C15u >> 32) & slot_mask_; }

int CodeLookup::find(std::string_view code) const {
    std::uint64_t head = head_of(code);
    for (std::size_t slot = slot_of(head, code.size());; slot = (slot + 1) & slot_mask_) {
        const Slot& candidate = slots_[slot];
        if (candidate.index < 0) return -1;
        if (candidate.head != head || candidate.length != code.size()) continue;
        if (code.size() <= 8 || codes_[static_cast<std::size_t>(candidate.index)] == code) return candidate.index;
    }
}

}  // namespace tertial::intake
