// A city lived while somebody looks on: two worlds on one clock, from one burn-in, with decisions in mid-run. What is seen changes
// nothing: a session without decisions ends with the digests of `topsoil compare`.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "topsoil/error.hpp"
#include "topsoil/levers.hpp"
#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

class BlockSink;
class BlockSource;

inline constexpr std::size_t live_worlds = 2;

/// A decision of the room. It holds from `week` on, in one world.
struct LiveAction {
    int week = 0;                                   ///< since branching; a recorded week
    std::size_t world = 0;                          ///< 0 or 1
    std::vector<std::string> neighbourhoods;        ///< ids that come under `regime`; empty: the whole city
    std::string regime;                             ///< slug of a regime of the scenario; empty: only `levers` change
    std::vector<std::pair<Lever, double>> levers;   ///< values set in every regime of the world; the term only where there is one
    [[nodiscard]] bool operator==(const LiveAction&) const = default;
};

/// The numbers of one world at one recorded week.
struct LiveWorldFrame {
    std::vector<std::vector<float>> values;      ///< [measure of measure_catalogue()][place of its axis]
    std::vector<double> city;                    ///< [measure]: pooled over the city; NaN for measures by group
    std::vector<std::uint8_t> regime_of;         ///< by neighbourhood: index in Scenario::regimes, or `Scenario::regimes.size()` in burn-in
    std::vector<std::uint32_t> residents;        ///< by neighbourhood
    std::vector<LeverVector> levers;             ///< by regime of the scenario, as this world has them now
};

/// Both worlds at one recorded week; never changed once made. While the burn-in lasts both are the same.
struct LiveFrame {
    int week = 0;             ///< since branching; not above 0 while the burn-in lasts
    int interval = 4;         ///< weeks that flows are summed over
    bool burning_in = true;
    std::array<std::shared_ptr<const LiveWorldFrame>, live_worlds> world;
};

using LiveFrames = std::vector<std::shared_ptr<const LiveFrame>>;

/// Who cares for whom, as far as somebody's state says.
struct LiveCareTie {
    std::uint64_t key = 0;    ///< the other person
    int tier = 0;             ///< 0 partner at home, 1 kin at home, 2 kin near, 3 kin far, 4 close friend, 5 neighbour
    double hours = 0;         ///< a week
};

/// One person in one world and week. Hours are a week.
struct LivePerson {
    enum class Where { nowhere, home, communal, care_home, hospital, placement };
    std::uint64_t key = 0;
    Where where = Where::nowhere;
    int age = 0;
    bool woman = false;
    int neighbourhood = -1;
    int street = -1;          ///< of their home, within the neighbourhood; -1: no home
    int need_level = 0;       ///< 0 none ... 3 high
    double need = 0, unpaid = 0, everyday = 0, agreed = 0, delivered = 0, unmet = 0;
    int waiting = 0;          ///< 0 not, 1 for an assessment, 2 for help to start
    bool council_pays = false;
    std::string provider;     ///< label of who sends the workers; empty: nobody
    bool local_team = false;
    int workers_met = 0;      ///< in the last four weeks
    std::vector<LiveCareTie> cared_by, cares_for;
    std::vector<std::pair<int, double>> reasons;  ///< Reason as in the ledger of reasons, hours
    bool often_lonely = false;
    double strain = 0;        ///< 0 to 1
    int groups = 0;
    int living_with = 0;      ///< others in the same home
    int firm_ties = 0;        ///< ties of at least half strength
    bool care_worker = false;
    bool left_work = false;   ///< gave up paid work to care
};

/// One neighbourhood of one world, closer than the measures go.
struct LiveNeighbourhood {
    struct Group {
        std::string kind;
        int members = 0;
        double energy = 0;     ///< 0 to 1
        int organisers = 0;
    };
    struct Supplier {
        std::string label;     ///< "Local team", "Firm 3": never a real name
        bool local_team = false, holds_contract = false;
        int clients = 0;       ///< who live here
        double hours = 0;      ///< delivered here this week
        double workers_met = 0;///< by a client in four weeks, mean
        double fee = 0;        ///< pounds an hour
        double pay_basis = 0;  ///< share of travel paid
    };
    struct Money {
        std::string label;
        double pounds = 0;     ///< since the last recording; positive comes in, negative goes out
    };
    enum class Node : std::uint8_t { needs_help, gives_care, both, care_worker };
    struct Person {
        std::uint64_t key = 0;
        float x = 0, y = 0;    ///< metres from the neighbourhood's centre
        Node kind = Node::needs_help;
        std::uint8_t need_level = 0;
    };
    struct Link {
        std::uint32_t from = 0, to = 0;  ///< positions in `people`: who gives, who receives
        float hours = 0;                 ///< a week
        bool paid = false;
    };
    int index = 0;
    int week = 0;
    std::array<int, 4> by_need{};        ///< people at home without need, with low, medium, high need
    int in_care_homes = 0, in_hospital = 0, elsewhere = 0;
    std::array<int, 3> carers_by_band{}; ///< under 20, 20 to 49, 50 hours a week and more
    int waiting_assessment = 0, waiting_start = 0;
    std::vector<Group> groups;           ///< largest first
    std::vector<Supplier> suppliers;     ///< most clients first
    std::vector<Money> money;
    std::vector<Person> people;          ///< who need or give care here and who is sent to them
    std::vector<Link> links;
    std::vector<std::uint64_t> to_meet;  ///< some people whose life one may follow: the same in every world in which they live here
};

/// One street of one world: who lives there, home by home, who needs help and who gives it. Hours are a week.
struct LiveStreet {
    struct Resident {
        std::uint64_t key = 0;
        int home = 0;          ///< number of the home, 0 to homes - 1
        int age = 0;
        int need_level = 0;    ///< 0 none ... 3 high
        double need = 0, unmet = 0;
        double from_home = 0, from_street = 0, from_elsewhere = 0;  ///< unpaid care from people of the same home, of the street, of beyond
        double paid = 0;       ///< delivered this week
        double gives = 0;      ///< unpaid care to anybody
        bool care_worker = false;
    };
    int neighbourhood = -1;
    int index = 0;             ///< within the neighbourhood
    int count = 0;             ///< streets of the neighbourhood
    int homes = 0;             ///< dwellings, empty ones among them
    std::vector<Resident> people;  ///< home by home, oldest first
    std::vector<LiveNeighbourhood::Link> links;  ///< unpaid care between people of the street: positions in `people`
};

/// The two worlds of a scenario's first two regimes. Everything happens in the calling thread and its team; see viz for a thread of its own.
class LiveCity {
public:
    /// Makes the city and settles its first week. `threads` 0: all that the process may use.
    explicit LiveCity(const Scenario& scenario, int threads = 0, int replicate = 0);
    /// Makes the city and takes it up where the worlds part, from what store_parting() wrote; it lives on to the same bits as one that
    /// lived through the burn-in. `burn_in` receives the recorded weeks before. Throws InputError if they are another scenario's.
    LiveCity(const Scenario& scenario, const BlockSource& stored, LiveFrames& burn_in, int threads = 0, int replicate = 0);
    ~LiveCity();
    LiveCity(LiveCity&&) noexcept;
    LiveCity& operator=(LiveCity&&) noexcept;

    /// Weeks since branching; negative in burn-in.
    [[nodiscard]] int week() const;
    [[nodiscard]] bool burning_in() const;
    /// Lives to the next recorded week, or to the end of the burn-in, and says what is so then. At the end of the burn-in the worlds branch.
    std::shared_ptr<const LiveFrame> step();
    /// The same for a step that has been lived before, with the same decisions: `lived` is what was so after it, and nothing is measured again.
    /// Throws RunError in burn-in.
    void step_again(std::shared_ptr<const LiveFrame> lived);
    /// The last frame; before the first step one of the week in which the city was made.
    [[nodiscard]] std::shared_ptr<const LiveFrame> frame() const;
    /// What a burn-in is known by: scenario, seed and replicate.
    [[nodiscard]] static std::string identity(const Scenario& scenario, int replicate);
    /// The one city of the burn-in in the moment of parting. It can be had once, before the step after; null otherwise.
    struct Parting;
    [[nodiscard]] std::shared_ptr<Parting> take_parting();
    /// Writes a parting with the recorded weeks before it; any thread may, while the city lives on. Throws what the sink throws.
    static void store_parting(Parting& parting, const LiveFrames& burn_in, BlockSink& sink);
    /// Carries out a decision whose week is now. Throws InputError for a regime, neighbourhood or value that cannot be, and in burn-in.
    void act(const LiveAction& action);
    /// Sixteen hexadecimal digits for each world.
    [[nodiscard]] std::array<std::string, live_worlds> digests() const;

    /// A point to come back to: pages are shared with it until somebody writes.
    struct Snapshot;
    [[nodiscard]] std::shared_ptr<Snapshot> snapshot();
    void restore(Snapshot& snapshot);
    [[nodiscard]] static int week_of(const Snapshot& snapshot);
    /// Another city at that point, which another thread may live on.
    [[nodiscard]] LiveCity copy_of(Snapshot& snapshot, int threads) const;

    [[nodiscard]] LiveNeighbourhood neighbourhood(std::size_t world, int index) const;
    /// A street by its number within the neighbourhood; numbers beyond the ends mean the first and the last.
    [[nodiscard]] LiveStreet street(std::size_t world, int neighbourhood, int number) const;
    [[nodiscard]] LivePerson person(std::size_t world, std::uint64_t key) const;
    /// Bytes that one more snapshot may come to hold when both worlds have changed throughout.
    [[nodiscard]] std::size_t snapshot_bytes() const;

private:
    struct Inside;
    static void branch(Inside& inside);
    explicit LiveCity(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// Carries out the decisions whose week is now, in their order. To be called before each step.
void act_if_due(LiveCity& city, const std::vector<LiveAction>& actions);

/// Lives to a recorded week, with the decisions that fall due on the way.
void live_until(LiveCity& city, const std::vector<LiveAction>& actions, int week);

/// Name of a tier of LiveCareTie and of a reason of LivePerson, as in the ledger of reasons.
[[nodiscard]] const char* live_tier_name(int tier);
[[nodiscard]] const char* live_reason_name(int reason);

}  // namespace topsoil
