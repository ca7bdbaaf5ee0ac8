// Words with one figure for each world beside them.
#pragma once

#include <string>

#include "viz/model/quantities.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

/// A table of a word and one figure for each world.
class Twins {
public:
    Twins(App& app, const char* name) : app_(app) {
        open_ = ImGui::BeginTable(name, 3, ImGuiTableFlags_SizingStretchProp);
        if (!open_) return;
        ImGui::TableSetupColumn("what", ImGuiTableColumnFlags_WidthStretch, 2.4F);
        for (const char* world : {"A", "B"}) ImGui::TableSetupColumn(world, ImGuiTableColumnFlags_WidthStretch, 1);
    }
    ~Twins() {
        if (open_) ImGui::EndTable();
    }
    Twins(const Twins&) = delete;
    Twins& operator=(const Twins&) = delete;

    void titles() {
        row("");
        for (std::size_t w = 0; w < live_worlds; ++w) {
            ImGui::TableNextColumn();
            ImGui::TextColored(as_vec(ink_of(world_colour(w))), "%c", "AB"[w]);
        }
    }
    void line(const std::string& label, const std::string& first, const std::string& second) {
        row(label);
        for (const std::string& text : {first, second}) {
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(text.c_str());
        }
    }
    void line(const std::string& label, double first, double second) { line(label, number_text(first), number_text(second)); }

private:
    void row(const std::string& label) {
        if (!open_) return;
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        ImGui::PushFont(app_.fonts.small);
        paragraph(label);
        ImGui::PopFont();
    }
    App& app_;
    bool open_;
};

}  // namespace topsoil::viz
