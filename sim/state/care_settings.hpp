// Arrangements beside home care and care homes: personal assistants, supported living and extra care, day centres, reablement,
// children's placements, and what is asked of nurses and doctors in the community. Small tables of the few people concerned, each with
// the key of its person, so that a record of somebody who is gone is known as one.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/units.hpp"
#include "base/visit.hpp"
#include "state/care.hpp"

namespace topsoil {

/// Kinds of arrangement that a strand of the council's money allows so many of.
enum class FundedSetting : std::uint8_t { supported_living, direct_payments, day_services, reablement, count_ };
inline constexpr std::size_t funded_settings = static_cast<std::size_t>(FundedSetting::count_);

/// Minutes a week that it takes an employer to run a post [submodels sheet 6]: pay, papers, cover. A definition.
inline constexpr int running_a_post = 30;

/// A person with a direct payment or a personal budget, and whom they employ with it.
struct Assistance {
    Key key = 0;                       ///< of the employer
    Slot person = nobody;              ///< the employer
    Slot assistant = nobody;           ///< nobody: the post is vacant
    Key assistant_key = 0;
    std::uint16_t minutes = 0;         ///< a week, paid for
    std::int16_t since = 0;            ///< week in which this assistant began, or the post fell vacant
    Funding funding = Funding::personal_assistant;  ///< or personal_budget: which money pays
    std::array<std::uint8_t, 3> unused{};
};

/// Somebody with support in a home of their own: where they have long lived, or a flat of an extra-care scheme.
struct Tenancy {
    Key key = 0;
    Slot person = nobody;
    std::uint16_t minutes = 0;         ///< of support a week
    std::int16_t since = 0;            ///< week
    std::uint32_t scheme = nobody;     ///< index of an extra-care scheme; nobody: supported living
    std::uint32_t unused = 0;
};

/// An extra-care scheme: flats for older people in one neighbourhood, with staff at hand.
struct Scheme {
    Key key = 0;
    NeighbourhoodId neighbourhood = 0;
    std::uint16_t flats = 0;
    std::uint16_t tenants = 0;
    std::uint16_t unused = 0;
};

struct DayCentre {
    Key key = 0;
    NeighbourhoodId neighbourhood = 0;
    std::uint16_t days = 0;            ///< places times days open, a week; 0: closed for good
    std::uint16_t taken = 0;           ///< days a week of those who attend
    std::uint16_t weeks_below = 0;     ///< in a row under the attendance at which a centre pays its way
};

struct Attendance {
    Key key = 0;
    Slot person = nobody;
    std::uint16_t centre = 0;          ///< index in day_centres
    std::int16_t since = 0;            ///< week
};

/// A course of reablement.
struct Course {
    Key key = 0;
    Slot person = nobody;
    std::int32_t until = 0;            ///< week
};

/// Who looks after a child instead of the parents. The order is that of the fees.
enum class Carers : std::uint8_t { kin, foster, agency, childrens_home, supported_lodging, count_ };
inline constexpr std::size_t kinds_of_carers = static_cast<std::size_t>(Carers::count_);

/// A looked-after child or young person. They keep the home they may come back to.
struct Placement {
    Key key = 0;
    Key carer_key = 0;
    Slot child = nobody;
    Slot carer = nobody;               ///< kin, or who fosters for the council; nobody: carers beyond those
    std::int16_t since = 0;            ///< week in which they were taken in
    Carers carers = Carers::foster;
    std::uint8_t near = 0;             ///< lives within five kilometres of home
    std::uint32_t unused = 0;
};

/// A household of the city that fosters for the council.
struct FosterHome {
    Key key = 0;                       ///< of the carer approved
    Slot carer = nobody;
    std::uint8_t places = 0;
    std::uint8_t taken = 0;
    std::uint16_t unused = 0;
};

struct CareSettings {
    std::vector<std::uint32_t> may_start;           ///< care files of those who waited for a package when the week's decisions were taken
    std::vector<Assistance> assistants;
    std::vector<Tenancy> tenancies;
    std::vector<Scheme> schemes;
    std::vector<DayCentre> day_centres;
    std::vector<Attendance> attendances;
    std::vector<Course> courses;
    std::vector<Placement> placements;
    std::vector<FosterHome> foster_homes;
    std::vector<std::int64_t> nurse_visits_wanted;  ///< a week, in thousandths: [turn][neighbourhood]
    std::vector<std::int64_t> gp_contacts_wanted;   ///< a week beyond everybody's, in thousandths: [turn][neighbourhood]

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"settings.may_start", MemoryBlock::care}, may_start);
        visitor(Field{"settings.assistants", MemoryBlock::care}, assistants);
        visitor(Field{"settings.tenancies", MemoryBlock::care}, tenancies);
        visitor(Field{"settings.schemes", MemoryBlock::care}, schemes);
        visitor(Field{"settings.day_centres", MemoryBlock::care}, day_centres);
        visitor(Field{"settings.attendances", MemoryBlock::care}, attendances);
        visitor(Field{"settings.courses", MemoryBlock::care}, courses);
        visitor(Field{"settings.placements", MemoryBlock::care}, placements);
        visitor(Field{"settings.foster_homes", MemoryBlock::care}, foster_homes);
        visitor(Field{"settings.nurse_visits_wanted", MemoryBlock::care}, nurse_visits_wanted);
        visitor(Field{"settings.gp_contacts_wanted", MemoryBlock::care}, gp_contacts_wanted);
    }
};

}  // namespace topsoil
