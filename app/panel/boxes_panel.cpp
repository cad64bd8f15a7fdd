#include "app/panel/boxes_panel.hpp"

#include <algorithm>

#include "app/panel/distribution_panel.hpp"
#include "core/exhibit/boxes_figure.hpp"

namespace dlab {
namespace {

void plan_group(const Ui& ui, const BoxesScene& boxes, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Plan"));
  const Swatch best{ui.theme->distance[4], Dash::solid};
  const std::string optimum = ui.tr("Show the optimum"), prices = ui.tr("Show the prices");
  if (chip(ui, "show_optimum", optimum, boxes.show_optimum, best,
           ui.tr("The best possible cost and one plan that has it")))
    edits.set("show_optimum", !boxes.show_optimum);
  probe.mark("show_optimum");
  flow(ui, chip_width(ui, prices, true));
  if (chip(ui, "show_prices", prices, boxes.show_prices, best,
           ui.tr("The proof: prices at the places that earn as much as the best plan costs")))
    edits.set("show_prices", !boxes.show_prices);
  probe.mark("show_prices");
  ImGui::Dummy({0, ui.px(2)});
  const auto act = [&](const char* id, const std::string& label, const std::string& hint, bool first) {
    ButtonOptions options;
    options.height = 34;
    options.hint = hint;
    if (!first) flow(ui, button_width(ui, label, options));
    const bool pressed = button(ui, id, label, options);
    probe.mark(id);
    return pressed;
  };
  if (act("load_optimum", ui.tr("Load the best plan"),
          ui.tr("Carries every box as one of the best plans says"), true))
    edits.act(LoadOptimum{});
  if (act("bring_back", ui.tr("All boxes back"), ui.tr("To where they stood (R)"), false))
    edits.act(BringBackAll{});
}

// A position that another place has is stepped over.
void take_position(FieldEdit edit, const FieldRef& field, const std::vector<BoxPlace>& places, Edits& edits) {
  if (edit.value) {
    const std::int64_t now = std::get<std::int64_t>(field.get()),
                       wanted = std::get<std::int64_t>(*edit.value);
    const std::int64_t step = wanted > now ? 1 : -1;
    const auto taken = [&](std::int64_t at) {
      return std::ranges::any_of(places, [at](const BoxPlace& place) { return place.at == at; });
    };
    std::int64_t to = wanted;
    if (std::abs(wanted - now) == 1)
      while (taken(to) && to >= 0 && to <= last_box_position) to += step;
    if (to < 0 || to > last_box_position)
      edit.value.reset();
    else
      edit.value = to;
  }
  take(edit, field.path(), edits);
}

void places_group(const Ui& ui, Scene& copy, const BoxesScene& boxes, Side side, Edits& edits, Probe& probe) {
  const bool stock = side == Side::p, on_line = boxes.cost != BoxCost::given;
  ImGui::PushID(stock ? "stock" : "demand");
  heading(ui, stock ? ui.tr("Stock · where boxes are") : ui.tr("Demand · where they should be"),
          stock ? ui.theme->p_text : ui.theme->q_text);
  const FieldList list = fields(copy);
  const std::vector<BoxPlace>& places = places_of(boxes, side);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const double whole = static_cast<double>(ImGui::GetContentRegionAvail().x / ui.scale);
  const double close = 28, room = whole - close - 8;
  const double width = std::clamp((room - 14) / (2 * ui.type(1)), 96.0, 112.0);
  const double second = room - ui.type(width);
  const float lower = ui.px(ui.type(on_line ? 0 : 3));  // a name's box is taller than a number's
  const auto label = [&](double x, const std::string& text) {
    draw_text(ui, ImGui::GetWindowDrawList(), {start.x + ui.px(x + ui.type(width) / 2), start.y + ui.px(9)},
              text, 13, Weight::regular, ui.theme->text_soft, Align::center, Baseline::middle);
  };
  if (on_line) label(0, ui.tr("position"));
  label(second, ui.tr("boxes"));
  ImGui::Dummy({0, ui.px(18)});
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::string path = (stock ? "stock." : "demand.") + std::to_string(i) + ".";
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const auto field = [&](const char* key) { return *optional_field(list, path + key); };
    if (on_line) {
      take_position(stepper(ui, field("at"), width), field("at"), places, edits);
      probe.mark(path + "at");
    } else {
      ImGui::PushID(static_cast<int>(i));
      std::string name = ui.tr(places[i].label.c_str());
      if (text_box(ui, "name", name, ui.tr("name"), second - 8)) edits.set(path + "label", name);
      ImGui::PopID();
      probe.mark(path + "label");
    }
    ImGui::SetCursorScreenPos({at.x + ui.px(second), at.y + lower});
    take(stepper(ui, field("amount"), width), path + "amount", edits);
    probe.mark(path + "amount");
    if (places.size() > 1) {
      ImGui::SetCursorScreenPos({at.x + ui.px(whole - close), at.y + lower + ui.px(2)});
      ButtonOptions options;
      options.look = ButtonLook::plain;
      options.icon = Icon::close;
      options.width = options.height = close;
      options.hint = ui.tr("Remove this place");
      if (button(ui, ("remove" + std::to_string(i)).c_str(), "", options)) edits.act(RemoveBoxPlace{side, i});
      probe.mark(path + "remove");
    }
    ImGui::SetCursorScreenPos({at.x, at.y + ui.px(ui.type(on_line ? 38 : 44))});
  }
  if (places.size() < most_box_places) {
    ButtonOptions options;
    options.icon = Icon::plus;
    options.height = 32;
    if (button(ui, "add", ui.tr("Add a place"), options)) edits.act(AddBoxPlace{side});
    probe.mark(stock ? "stock.add" : "demand.add");
  }
  ImGui::PopID();
}

void matrix_rows(const Ui& ui, Scene& copy, const BoxesScene& boxes, Edits& edits, Probe& probe) {
  const FieldList list = fields(copy);
  const double width = 66;
  for (std::size_t i = 0; i < boxes.stock.size(); ++i) {
    paragraph(ui, ui.tr("from %1 to:", {escape_markup(ui.tr(place_name(boxes.stock[i]).c_str()))}), 13,
              ui.theme->text_soft);
    for (std::size_t j = 0; j < boxes.demand.size(); ++j) {
      const std::string path = "costs." + std::to_string(i) + "." + std::to_string(j);
      const auto field = optional_field(list, path);
      if (!field) continue;
      if (j > 0) flow(ui, ui.type(width));
      take(number_field(ui, *field, width), path, edits);
      probe.mark(path);
      tooltip(ui, escape_markup(ui.tr(place_name(boxes.demand[j]).c_str())));
    }
  }
}

void cost_group(const Ui& ui, Scene& copy, const BoxesScene& boxes, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Cost of carrying one box"));
  static constexpr const char* keys[] = {"distance", "squared_distance", "given"};
  if (const auto chosen = segmented(ui, "cost", {"|*x* − *y*|", "|*x* − *y*|²", ui.tr("a table")},
                                    static_cast<int>(boxes.cost)))
    edits.set("cost", std::string(keys[*chosen]));
  probe.mark("cost");
  if (boxes.cost == BoxCost::given) matrix_rows(ui, copy, boxes, edits, probe);
}

}  // namespace

void boxes_inspector(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe) {
  Scene copy = scene;  // the widgets bind to fields of a copy; edits go out as actions
  const auto& boxes = std::get<BoxesScene>(scene.exhibit);
  plan_group(ui, boxes, edits, probe);
  separator(ui);
  places_group(ui, copy, boxes, Side::p, edits, probe);
  places_group(ui, copy, boxes, Side::q, edits, probe);
  separator(ui);
  cost_group(ui, copy, boxes, edits, probe);
}

}  // namespace dlab
