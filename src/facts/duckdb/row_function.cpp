#include "facts/duckdb/row_function.hpp"

#include <cstring>

namespace tertial::facts::duckdb {
namespace {

struct BoundStream {
    SourceStream* stream;
};

/// What one thread holds while it reads.
struct ThreadState {
    std::unique_ptr<base::RowReader> reader;
    base::RowBatch batch;
    std::int64_t row_count = 0;
    std::vector<base::Int128> sums;
};

template <class T>
void delete_held(void* held) {
    delete static_cast<T*>(held);
}

bool is_month_column(const base::StoredColumn& column) { return column.name == "_month"; }

duckdb_type type_of(const base::StoredColumn& column) {
    if (is_month_column(column)) return DUCKDB_TYPE_INTEGER;
    switch (column.type) {
        case base::StoredType::whole: return DUCKDB_TYPE_BIGINT;
        case base::StoredType::date: return DUCKDB_TYPE_DATE;
        case base::StoredType::text: return DUCKDB_TYPE_VARCHAR;
    }
    return DUCKDB_TYPE_INVALID;
}

void bind(duckdb_bind_info call) {
    auto* streams = static_cast<SourceStreams*>(duckdb_bind_get_extra_info(call));
    duckdb_value parameter = duckdb_bind_get_parameter(call, 0);
    SourceStream* stream = streams->find(duckdb_get_int64(parameter));
    duckdb_destroy_value(&parameter);
    if (stream == nullptr) {
        duckdb_bind_set_error(call, "unknown source");
        return;
    }
    for (const base::StoredColumn& column : stream->source->columns()) {
        duckdb_logical_type type = duckdb_create_logical_type(type_of(column));
        duckdb_bind_add_result_column(call, column.name.c_str(), type);
        duckdb_destroy_logical_type(&type);
    }
    duckdb_bind_set_bind_data(call, new BoundStream{stream}, delete_held<BoundStream>);
}

void start(duckdb_init_info call) {
    SourceStream& stream = *static_cast<BoundStream*>(duckdb_init_get_bind_data(call))->stream;
    duckdb_init_set_max_threads(call, std::max<std::size_t>(1, stream.source->part_count()));
}

void start_thread(duckdb_init_info call) {
    auto* state = new ThreadState;
    SourceStream& stream = *static_cast<BoundStream*>(duckdb_init_get_bind_data(call))->stream;
    state->sums.resize(stream.measure_columns.size());
    duckdb_init_set_init_data(call, state, delete_held<ThreadState>);
}

void fill_validity(const base::ColumnBatch& column, std::size_t row_count, duckdb_vector vector) {
    if (std::memchr(column.present.data(), 0, row_count) == nullptr) return;
    duckdb_vector_ensure_validity_writable(vector);
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    for (std::size_t row = 0; row < row_count; ++row) {
        if (column.present[row] == 0) validity[row / 64] &= ~(std::uint64_t{1} << (row % 64));
    }
}

/// Texts of up to twelve bytes lie in the vector itself; longer ones are pointed to, since the reader keeps them until it is
/// asked for its next batch, and the engine copies what it keeps of a chunk before that. Filling the sixteen bytes here saves
/// a call per text.
duckdb_string_t string_of(std::string_view text) {
    duckdb_string_t string;
    std::memset(&string, 0, sizeof string);
    auto size = static_cast<std::uint32_t>(text.size());
    string.value.inlined.length = size;
    char* inlined = string.value.inlined.inlined;
    if (size > 12) {
        std::memcpy(string.value.pointer.prefix, text.data(), 4);
        string.value.pointer.ptr = const_cast<char*>(text.data());
    } else if (size >= 8) {
        std::memcpy(inlined, text.data(), 8);
        std::memcpy(inlined + size - 4, text.data() + size - 4, 4);
    } else if (size >= 4) {
        std::memcpy(inlined, text.data(), 4);
        std::memcpy(inlined + size - 4, text.data() + size - 4, 4);
    } else {
        for (std::uint32_t index = 0; index < size; ++index) inlined[index] = text[index];
    }
    return string;
}

void fill_vector(const base::StoredColumn& stored, const base::ColumnBatch& column, std::size_t row_count, duckdb_vector vector) {
    void* values = duckdb_vector_get_data(vector);
    fill_validity(column, row_count, vector);
    if (stored.type == base::StoredType::text) {
        auto* strings = static_cast<duckdb_string_t*>(values);
        for (std::size_t row = 0; row < row_count; ++row) {
            if (column.present[row] != 0) strings[row] = string_of(column.text[row]);
        }
    } else if (stored.type == base::StoredType::date || is_month_column(stored)) {
        auto* narrow = static_cast<std::int32_t*>(values);
        for (std::size_t row = 0; row < row_count; ++row) narrow[row] = static_cast<std::int32_t>(column.whole[row]);
    } else {
        std::memcpy(values, column.whole.data(), row_count * sizeof(std::int64_t));
    }
}

void add_sums(const SourceStream& stream, ThreadState& state) {
    state.row_count += static_cast<std::int64_t>(state.batch.row_count);
    for (std::size_t index = 0; index < stream.measure_columns.size(); ++index) {
        const base::ColumnBatch& column = state.batch.columns[stream.measure_columns[index]];
        base::Int128 sum = 0;
        for (std::size_t row = 0; row < state.batch.row_count; ++row) sum += column.present[row] != 0 ? column.whole[row] : 0;
        state.sums[index] += sum;
    }
}

void finish_part(SourceStream& stream, ThreadState& state) {
    state.reader.reset();
    std::lock_guard lock(stream.mutex);
    stream.row_count += state.row_count;
    stream.sums.resize(state.sums.size());
    for (std::size_t index = 0; index < state.sums.size(); ++index) stream.sums[index] += state.sums[index];
    state.row_count = 0;
    state.sums.assign(state.sums.size(), 0);
}

/// The next batch of any part; false when every part has been taken.
bool read_batch(SourceStream& stream, ThreadState& state) {
    while (true) {
        if (!state.reader) {
            std::size_t part = stream.next_part++;
            if (part >= stream.source->part_count()) return false;
            state.reader = stream.source->open_part(part);
        }
        if (state.reader->read(state.batch)) return true;
        finish_part(stream, state);
    }
}

void read_rows(duckdb_function_info call, duckdb_data_chunk output) {
    SourceStream& stream = *static_cast<BoundStream*>(duckdb_function_get_bind_data(call))->stream;
    ThreadState& state = *static_cast<ThreadState*>(duckdb_function_get_local_init_data(call));
    if (*stream.stop) {
        duckdb_function_set_error(call, "work_was_stopped");
        return;
    }
    if (!read_batch(stream, state)) {
        duckdb_data_chunk_set_size(output, 0);
        return;
    }
    const std::vector<base::StoredColumn>& columns = stream.source->columns();
    for (std::size_t index = 0; index < columns.size(); ++index) {
        fill_vector(columns[index], state.batch.columns[index], state.batch.row_count, duckdb_data_chunk_get_vector(output, index));
    }
    add_sums(stream, state);
    duckdb_data_chunk_set_size(output, state.batch.row_count);
}

}  // namespace

base::Done SourceStreams::register_function(const Connection& connection) {
    assert(duckdb_vector_size() >= base::batch_rows_max);
    duckdb_table_function function = duckdb_create_table_function();
    duckdb_logical_type id_type = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
    duckdb_table_function_set_name(function, "source_rows");
    duckdb_table_function_add_parameter(function, id_type);
    duckdb_table_function_set_extra_info(function, this, nullptr);
    duckdb_table_function_set_bind(function, bind);
    duckdb_table_function_set_init(function, start);
    duckdb_table_function_set_local_init(function, start_thread);
    duckdb_table_function_set_function(function, read_rows);
    duckdb_state state = duckdb_register_table_function(connection.handle(), function);
    duckdb_destroy_logical_type(&id_type);
    duckdb_destroy_table_function(&function);
    if (state == DuckDBError) {
        return base::make_issue("fact_engine_does_not_start", "läsningen av källrader kunde inte anmälas till frågemotorn", "kontrollera frågemotorns version");
    }
    return base::Nothing{};
}

std::int64_t SourceStreams::add(SourceStream& stream) {
    std::lock_guard lock(mutex_);
    streams_[++last_id_] = &stream;
    return last_id_;
}

void SourceStreams::remove(std::int64_t id) {
    std::lock_guard lock(mutex_);
    streams_.erase(id);
}

SourceStream* SourceStreams::find(std::int64_t id) {
    std::lock_guard lock(mutex_);
    auto found = streams_.find(id);
    return found == streams_.end() ? nullptr : found->second;
}

}  // namespace tertial::facts::duckdb
