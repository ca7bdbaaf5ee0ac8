// The one parallel form of the engine: for_shards. Work inside touches its own shard, its own list, or commutative integer
// atomics, so the result does not depend on who ran what. This header and its .cpp are the only files that name a backend.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace topsoil {

/// Threads that work on shards together. One team per job; not copied.
class Team {
public:
    /// `threads` >= 1. One thread means plain loops: no task is made.
    explicit Team(int threads);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    [[nodiscard]] int threads() const { return threads_; }

    /// Calls work(shard) once for each shard in [0, count), in any order, on any thread of the team; returns when all are done.
    template <class Work>
    void for_shards(std::size_t count, Work&& work) {
        if (threads_ == 1 || count < 2) {
            for (std::size_t shard = 0; shard < count; ++shard) work(shard);
            return;
        }
        spread(count, [](void* context, std::size_t shard) { (*static_cast<std::remove_reference_t<Work>*>(context))(shard); },
               const_cast<void*>(static_cast<const void*>(std::addressof(work))));
    }

    /// Threads this process may use: SLURM_CPUS_PER_TASK if set, else the affinity mask.
    [[nodiscard]] static int available_threads();

private:
    void spread(std::size_t count, void (*call)(void*, std::size_t), void* context);

    struct Backend;
    int threads_;
    std::unique_ptr<Backend> backend_;
};

}  // namespace topsoil
