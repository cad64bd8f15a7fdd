#include "tests/gl/specimen.hpp"

#include <cmath>

namespace dlab {
namespace {

constexpr Choice directions[] = {{"forward", "KL(P‖Q)"}, {"reverse", "KL(Q‖P)"}};

FieldInfo real_field(const char* key, const char* label, double low, double high, bool logarithmic = false) {
  FieldInfo info{key, FieldKind::real, label};
  info.low = -1e9;
  info.high = 1e9;
  info.soft_low = low;
  info.soft_high = high;
  info.logarithmic = logarithmic;
  info.help = "where the bell stands";
  return info;
}

void inspector_column(const Ui& ui, SpecimenValues& v, bool zh) {
  const auto say = [&](const char* en, const char* cn) { return std::string(zh ? cn : en); };
  const std::vector<std::string> kinds{say("Normal", "正态"), say("Laplace", "拉普拉斯"),
                                       say("Uniform", "均匀"), say("Mixture", "混合")};
  static const FieldInfo mean = real_field("mean", "mean", -8, 8),
                         std = real_field("std", "width σ", 0.05, 6, true);
  heading(ui, say("P · real", "P · 真实"), ui.theme->p_text);
  if (const auto kind = drop_down(ui, "p kind", kinds[static_cast<std::size_t>(v.kind)], kinds, v.kind))
    v.kind = *kind;
  ImGui::PushID("p");
  field_row(ui, FieldRef(mean, v.p_mean), ui.theme->p, zh ? "均值" : "");
  field_row(ui, FieldRef(std, v.p_std), ui.theme->p, zh ? "宽度 σ" : "");
  ImGui::PopID();
  heading(ui, say("Q · model", "Q · 模型"), ui.theme->q_text);
  drop_down(ui, "q kind", kinds[0], kinds, 0);
  ImGui::PushID("q");
  field_row(ui, FieldRef(mean, v.q_mean), ui.theme->q, zh ? "均值" : "");
  static const FieldInfo rate = real_field("rate", "learning rate of the descent", 1e-4, 1, true);
  field_row(ui, FieldRef(rate, v.rate), ui.theme->q);
  ImGui::PopID();
  separator(ui);
  heading(ui, say("View", "视图"));
  const std::vector<std::string> views =
      zh ? std::vector<std::string>{"逐点贡献", "累积分布", "耦合", "方案", "势函数", "判别器"}
         : std::vector<std::string>{"Pointwise", "CDFs", "Coupling", "Plan", "Potential", "Discriminator"};
  for (int i = 0; i < 6; ++i) {
    const std::string& label = views[static_cast<std::size_t>(i)];
    if (i > 0) flow(ui, chip_width(ui, label, false));
    if (chip(ui, ("view" + std::to_string(i)).c_str(), label, v.view == i)) v.view = i;
  }
  heading(ui, say("Distances shown", "显示的距离"));
  const char* names[] = {"KL(P‖Q)", "KL(Q‖P)", "JS", "TV", "W_{1}", "W_{2}"};
  for (int i = 0; i < 6; ++i) {
    if (i > 0) flow(ui, chip_width(ui, names[i], true));
    chip(ui, names[i], names[i], i != 3,
         Swatch{ui.theme->distance[i], distance_dash(static_cast<DistanceKind>(i))});
  }
  heading(ui, say("Units", "单位"));
  if (const auto unit = segmented(ui, "unit", {"nats", "bits"}, v.unit)) v.unit = *unit;
}

void state_column(const Ui& ui, SpecimenValues& v, bool zh) {
  const auto say = [&](const char* en, const char* cn) { return std::string(zh ? cn : en); };
  const std::vector<std::string> titles{say("Two bells, pulled apart", "拉开两个钟形"),
                                        say("Disjoint", "互不相交")};
  title_menu(ui, "title", titles[0], titles, 0);
  const auto show = [&](const char* id, const std::string& label, ButtonLook look, std::optional<Icon> icon,
                        bool enabled) {
    ButtonOptions options;
    options.look = look;
    options.icon = icon;
    options.enabled = enabled;
    button(ui, id, label, options);
    ImGui::SameLine(0, ui.px(8));
  };
  show("sweep", say("Sweep", "扫过"), ButtonLook::primary, Icon::sweep, true);
  show("step", say("Step", "单步"), ButtonLook::plain, {}, true);
  show("present", say("Present", "演示"), ButtonLook::outlined, {}, true);
  show("chosen", say("Chosen", "选中"), ButtonLook::chosen, {}, true);
  ImGui::NewLine();
  show("sweep2", say("Sweep", "扫过"), ButtonLook::primary, Icon::pause, false);
  show("step2", say("Step", "单步"), ButtonLook::plain, {}, false);
  show("present2", say("Present", "演示"), ButtonLook::outlined, Icon::open, false);
  show("undo", "", ButtonLook::plain, Icon::undo, true);
  show("redo", "", ButtonLook::plain, Icon::redo, false);
  ImGui::NewLine();
  static const FieldInfo bins{"bins", FieldKind::integer, "bins", "", "", 1, 500, false, 1, 100};
  static const FieldInfo smooth{"smooth", FieldKind::boolean, "smooth into a density"};
  static const FieldInfo direction{"direction", FieldKind::choice, "fit", "", "", 0, 0, false, 0, 0,
                                   false,       directions};
  field_row(ui, FieldRef(bins, v.bins), ui.theme->text_soft, zh ? "格数" : "");
  field_row(ui, FieldRef(smooth, v.smooth), ui.theme->distance_fill[4], zh ? "平滑成密度" : "");
  field_row(ui, FieldRef(direction, v.direction), ui.theme->p, zh ? "拟合" : "");
  text_box(ui, "path", v.path, say("folder/name", "文件夹/文件名"));
  paragraph(ui,
            say("*JS* flattens at ln 2 = 0.6931 once the bells stop touching; W_{1} keeps growing at slope "
                "1: there is "
                "always a way home.",
                "在两钟不再重叠时 JS 停在 ln 2 = 0.6931；W_{1} 始终以斜率 1 增长：总有回家的路。"),
            15, ui.theme->text_soft);
  for (const double size : {13., 15., 17., 19., 26.}) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(ui, ImGui::GetWindowDrawList(), at,
              say("1.7624 ∞ −0.5 E_{x~p}[*f*(x)] σ²", "1.7624 距离 −0.5 α≤β"), size,
              size > 20 ? Weight::semibold : Weight::regular, ui.theme->text);
    ImGui::Dummy({1, ui.px(size * 1.2)});
  }
  const Icon icons[] = {
      Icon::line,         Icon::sweep,        Icon::pause,         Icon::step,  Icon::reset,   Icon::undo,
      Icon::redo,         Icon::present,      Icon::export_,       Icon::plus,  Icon::minus,   Icon::close,
      Icon::open,         Icon::swap,         Icon::help,          Icon::sun,   Icon::moon,    Icon::globe,
      Icon::chevron_down, Icon::chevron_left, Icon::chevron_right, Icon::check, Icon::warning, Icon::copy};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  int i = 0;
  for (const Icon icon : icons) {
    const ImVec2 center{at.x + ui.px(14 + 34 * (i % 12)), at.y + ui.px(20 + 34 * (i / 12))};
    draw_icon(ui, ImGui::GetWindowDrawList(), icon, center, 20, ui.theme->text);
    ++i;
  }
  draw_logo(ui, ImGui::GetWindowDrawList(), {at.x + ui.px(30), at.y + ui.px(100)}, 32);
}

}  // namespace

void draw_specimen(const Ui& ui, SpecimenValues& values) {
  const bool zh = ui.words->language() == "zh";
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(8)));
  const auto column = [&](const char* name, double x, double width,
                          void (*draw)(const Ui&, SpecimenValues&, bool)) {
    ImGui::SetCursorScreenPos({ui.px(x), ui.px(16)});
    ImGui::BeginChild(name, {ui.px(width), ui.px(720)}, false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground);
    draw(ui, values, zh);
    ImGui::EndChild();
  };
  column("inspector", 20, 308, inspector_column);
  column("states", 370, 410, state_column);
  ImGui::PopStyleVar();
}

}  // namespace dlab
