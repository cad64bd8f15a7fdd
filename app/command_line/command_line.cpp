#include "app/command_line/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <optional>

#include "app/command_line/devices.hpp"
#include "app/command_line/distance.hpp"
#include "app/command_line/load_scene.hpp"
#include "app/command_line/parameters.hpp"
#include "app/command_line/render.hpp"
#include "app/command_line/train.hpp"
#include "app/command_line/transport.hpp"
#include "app/command_line/version.hpp"
#include "app/shell/shell.hpp"

namespace dlab {
namespace {

int bad_input(const Error& error) {
  std::fprintf(stderr, "%s\n", error.text().c_str());
  return 2;
}

int report(const Status& status) { return status ? 0 : bad_input(status.error()); }

std::string list_of_scenes() {
  std::string text;
  for (const Scene& scene : built_in_scenes())
    text += scene.name + "\t" + exhibit_key(scene) + "\t" + scene.title + "\n";
  return text;
}

// What was asked for, on standard output; a full disk or a closed pipe is told.
int print(const Result<std::string>& text) {
  if (!text) return bad_input(text.error());
  if (std::fwrite(text->data(), 1, text->size(), stdout) == text->size() && std::fflush(stdout) == 0)
    return 0;
  std::fprintf(stderr, "standard output: %s\n", std::strerror(errno));
  return 1;
}

int open(const std::optional<std::string>& name, const std::string& theme, const std::string& language) {
  std::optional<Scene> scene;
  if (name) {
    Result<Scene> loaded = load_scene(*name);
    if (!loaded) return bad_input(loaded.error());
    scene = *std::move(loaded);
  }
  WindowOptions options;
  if (!theme.empty()) options.theme = theme == "dark" ? ThemeKind::dark : ThemeKind::light;
  options.language = language;
  return open_window(scene, options);
}

// CLI11's own message on one line, with the way to help; a misspelt command is told apart from a scene.
int bad_usage(const CLI::ParseError& error, const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands({})) commands.push_back(command->get_name());
  const std::string first = argc > 2 ? argv[1] : "";
  const bool known = std::find(commands.begin(), commands.end(), first) != commands.end();
  if (!known && !first.starts_with('-') && !nearest_name(first, commands).empty())
    return bad_input(unknown_name(Noun::command, "", first, commands));
  std::string text = error.what();
  for (char& c : text)
    if (c == '\n') c = ' ';
  std::fprintf(stderr, "%s; see divergence-lab --help\n", text.c_str());
  return 2;
}

int parse_and_run(int argc, char** argv) {
  CLI::App app{"Divergence Lab: drag distributions, watch KL, JS and the earth mover's distance follow.",
               "divergence-lab"};
  app.set_version_flag("--version", std::string("Divergence Lab ") + version());
  app.get_formatter()->column_width(34);
  app.require_subcommand(0, 1);

  std::optional<std::string> scene;
  std::string theme, language;
  const auto looks = [&](CLI::App* to) {
    to->add_option("--theme", theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
    to->add_option("--lang", language, "en or zh")->check(CLI::IsMember({"en", "zh"}));
  };
  app.add_option("SCENE", scene,
                 "a built-in scene's name, or a .json, .png, .svg or .pdf that this program saved");
  looks(&app);

  CLI::App* scenes = app.add_subcommand("scenes", "the built-in scenes, one a line: name, tab, title");
  CLI::App* parameters =
      app.add_subcommand("parameters", "every parameter of the scenes, as a Markdown table");

  CLI::App* distance =
      app.add_subcommand("distance", "distances between two distributions; JSON in, JSON out");
  std::string request;
  distance->add_option("REQUEST", request, "a file, or - for standard input")->required();

  CLI::App* transport =
      app.add_subcommand("transport", "optimal transport between two discrete measures; JSON in, JSON out");
  transport->add_option("REQUEST", request, "a file, or - for standard input")->required();

  CLI::App* devices = app.add_subcommand(
      "devices", "what can train, one a line: backend, name, and of graphics cards version, limits, method");

  TrainRequest training;
  CLI::App* train = app.add_subcommand("train", "a run of the arena without a window; JSON out");
  train->add_option("SCENE", training.scene, "as above")->required();
  train->add_option("--iterations", training.iterations, "rounds of the critic's steps and the generator's")
      ->required();
  train->add_option("--csv", training.csv, "FILE for a table of the run");
  train->add_option("--every", training.every, "iterations between its rows; about a hundred rows");
  train->add_option("--backend", training.backend, "cpu or gl");
  train->add_option("--threads", training.threads, "0, at first: as many as the processor has");
  train->add_option("--seed", training.seed, "another than the scene's");
  train->add_option("--set", training.set, "KEY=VALUE, as often as needed; see divergence-lab parameters")
      ->allow_extra_args(false);

  RenderRequest picture;
  CLI::App* render = app.add_subcommand("render", "a scene's figures, or its whole window, to a file");
  render->add_option("SCENE", picture.scene, "as above")->required();
  render->add_option("--out", picture.out, "FILE.png, .svg, .pdf, .gif, .mp4 or .csv")->required();
  render->add_option("--size", picture.size, "WIDTHxHEIGHT in pixels (points for SVG and PDF); 1280x720");
  render->add_option("--scale", picture.scale, "pixels per point, 1 to 4: larger type and lines");
  render->add_option("--iterations", picture.iterations,
                     "steps of the fit, or iterations of training, before the picture is taken");
  render->add_option("--set", picture.set, "KEY=VALUE, as often as needed; see divergence-lab parameters")
      ->allow_extra_args(false);
  render->add_flag("--window", picture.window, "the whole window, controls included; needs no display");
  render->add_flag("--transparent", picture.transparent, "no ground behind the figures");
  looks(render);

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::CallForVersion& wanted) {
    return app.exit(wanted);
  } catch (const CLI::ParseError& error) {
    return bad_usage(error, app, argc, argv);
  }
  if (scenes->parsed()) return print(list_of_scenes());
  if (parameters->parsed()) return print(parameters_table());
  if (devices->parsed()) return print(list_of_devices());
  if (distance->parsed()) return print(run_distance(request));
  if (transport->parsed()) return print(run_transport(request));
  if (train->parsed()) return print(run_train(training));
  if (render->parsed()) {
    picture.theme = theme == "dark" ? ThemeKind::dark : ThemeKind::light;
    picture.language = language.empty() ? "en" : language;
    return report(run_render(picture));
  }
  return open(scene, theme, language);
}

}  // namespace

int run_command_line(int argc, char** argv) {
#ifdef SIGXFSZ
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error to report, not a signal to die of
#endif
  try {
    return parse_and_run(argc, argv);
  } catch (
      const std::exception& error) {  // out of memory and the like: a programmer's or the machine's error
    std::fprintf(stderr, "divergence-lab: %s\n", error.what());
    return 1;
  }
}

}  // namespace dlab
