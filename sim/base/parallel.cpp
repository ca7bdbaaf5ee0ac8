#include "base/parallel.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#if defined(TOPSOIL_PARALLEL_TBB)
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace topsoil {

#if defined(TOPSOIL_PARALLEL_TBB)

struct Team::Backend {
    tbb::task_arena arena;
    explicit Backend(int threads) : arena(threads) {
        // A team is as large as it was asked to be, also on a machine with fewer cores: tests of seven threads mean seven.
        static const tbb::global_control enough(tbb::global_control::max_allowed_parallelism, 256);
    }
};

void Team::spread(std::size_t count, void (*call)(void*, std::size_t), void* context) {
    backend_->arena.execute([&] {
        tbb::parallel_for(
            tbb::blocked_range<std::size_t>(0, count, 1),
            [&](const tbb::blocked_range<std::size_t>& range) {
                for (std::size_t shard = range.begin(); shard != range.end(); ++shard) call(context, shard);
            },
            tbb::simple_partitioner{});
    });
}

#elif defined(TOPSOIL_PARALLEL_THREADS)

struct Team::Backend {
    explicit Backend(int) {}
};

void Team::spread(std::size_t count, void (*call)(void*, std::size_t), void* context) {
    std::atomic<std::size_t> next{0};
    std::mutex one_at_a_time;
    std::exception_ptr failure;  // the first; the caller hears of it when all have stopped, as with oneTBB
    const auto work = [&] {
        try {
            for (std::size_t shard = next.fetch_add(1); shard < count; shard = next.fetch_add(1)) call(context, shard);
        } catch (...) {
            next = count;
            const std::scoped_lock lock(one_at_a_time);
            if (!failure) failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (int i = 1; i < threads_; ++i) helpers.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
}

#else

struct Team::Backend {
    explicit Backend(int) {}
};

void Team::spread(std::size_t count, void (*call)(void*, std::size_t), void* context) {
    for (std::size_t shard = 0; shard < count; ++shard) call(context, shard);
}

#endif

Team::Team(int threads) : threads_(std::max(1, threads)), backend_(std::make_unique<Backend>(threads_)) {}
Team::~Team() = default;

int Team::available_threads() {
    if (const char* given = std::getenv("SLURM_CPUS_PER_TASK")) {
        const int threads = std::atoi(given);
        if (threads > 0) return threads;
    }
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return std::max(1, CPU_COUNT(&allowed));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace topsoil
