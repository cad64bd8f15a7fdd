#include "app/shell/shell.hpp"

#include <cstdio>
#include <cstdlib>

#include "app/shell/app.hpp"
#include "core/base/languages.hpp"

namespace dlab {
namespace {

// Something the program hits at start is told in the window if there is one, else on standard error.
int complain(const Error& error) {
  std::fprintf(stderr, "divergence-lab: %s\n", error.text().c_str());
  return 1;
}

void write_state_file(const App& app, std::string& last) {
  const char* path = std::getenv("DLAB_STATE_FILE");
  if (!path) return;
  std::string now = app.state_text();
  if (now == last) return;
  (void)write_file(path, now);
  last = std::move(now);
}

}  // namespace

int open_window(const std::optional<Scene>& scene, const WindowOptions& options) {
  Result<std::unique_ptr<Window>> window = Window::open("Divergence Lab", options.width, options.height);
  if (!window) return complain(window.error());
  Storage storage;
  Settings settings = storage.load_settings();
  if (options.theme) settings.theme = *options.theme;
  if (!options.language.empty()) settings.language = options.language;
  const std::optional<Storage::Saved> saved = scene ? std::nullopt : storage.load_work();
  storage.mark_open();

  AppOptions app_options;
  app_options.scene = scene ? *scene : saved ? saved->scene : built_in_scenes().front();
  app_options.settings = settings;
  app_options.storage = storage;
  app_options.wake = [&window] { (*window)->wake(); };
  App app(std::move(app_options));
  const Catalog& words = catalog_for(app.settings().language);
  if (saved && saved->crashed)
    app.notify(words("The program did not end by itself last time; your work from before is back."), false);

  std::string last_state;
  bool full_screen = false;
  (*window)->before_frame([&](const FrameInput& input) { app.prepare_fonts(input.display_scale); });
  (*window)->run(
      [&](const FrameInput& input) {
        app.frame(input);
        if (app.wants_full_screen() != full_screen)
          (*window)->set_full_screen(full_screen = app.wants_full_screen());
        if (const auto path = app.take_window_export())
          (*window)->capture([&app, path](const Pixels& pixels) { app.save_window(*path, pixels); });
        if (!app.busy() || app.trains()) write_state_file(app, last_state);
        if (app.wants_to_quit()) (*window)->close();
      },
      [&] { return app.busy(); }, [] { return true; });
  app.save_work();
  return 0;
}

Result<Pixels> render_window(const Scene& scene, const WindowOptions& options) {
  const int width = static_cast<int>(static_cast<float>(options.width) * options.scale);
  const int height = static_cast<int>(static_cast<float>(options.height) * options.scale);
  Result<std::unique_ptr<OffScreen>> host = OffScreen::open(width, height, options.scale);
  if (!host) return host.error();
  AppOptions app_options;
  app_options.scene = scene;
  if (options.theme) app_options.settings.theme = *options.theme;
  app_options.settings.language = options.language.empty() ? "en" : options.language;
  app_options.still = true;
  App app(std::move(app_options));
  FrameInput input;
  input.width = static_cast<float>(width);
  input.height = static_cast<float>(height);
  input.display_scale = options.scale;
  app.prepare_fonts(options.scale);
  // ImGui needs a frame to learn sizes, and one more to settle; what was drawn in a hurry meanwhile, a few
  // more.
  constexpr int settled = 3, most = 30;
  for (int i = 0; i < settled || (i < most && app.busy()); ++i)
    (*host)->frame([&](const FrameInput& in) { app.frame(in); }, input);
  return (*host)->pixels();
}

}  // namespace dlab
