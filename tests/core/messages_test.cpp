// Every string a user sees is marked, translated, and keeps its arguments and mark-up in translation.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>

#include "tests/core/layering.hpp"
#include "tests/core/po_file.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::map<std::string, po::Message> chinese() {
  return po::parse(read_text(std::string(DLAB_SOURCE_DIR) + "/assets/locale/zh.po"));
}

// What is marked in the sources now; nothing if it could not be extracted.
std::optional<std::map<std::string, po::Message>> marked() {
  const TemporaryFolder folder;
  const std::string file = folder / "marked.pot";
  const std::string command =
      std::string("sh '") + DLAB_SOURCE_DIR + "/assets/locale/extract.sh' '" + file + "'";
  if (std::system(command.c_str()) != 0) return std::nullopt;
  return po::parse(read_text(file));
}

// The placeholders, colour names and formula signs of a message, sorted.
std::vector<std::string> frame_of(const std::string& text) {
  static const std::regex part(R"(%[1-9]|\{[^{}]+\}|[_^]\{|\\[_^*{}]|\*|\n)");
  std::vector<std::string> parts;
  for (std::sregex_iterator it(text.begin(), text.end(), part), end; it != end; ++it)
    parts.push_back(it->str());
  std::sort(parts.begin(), parts.end());
  return parts;
}

bool has_xgettext() { return std::system("command -v xgettext >/dev/null 2>&1") == 0; }

TEST(Messages, EveryMarkedOneIsTranslatedAndNoOther) {
  if (!has_xgettext()) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "xgettext is missing: install gettext";
    GTEST_SKIP() << "xgettext is not installed (package gettext)";
  }
  const auto wanted = marked();
  const auto have = chinese();
  ASSERT_TRUE(wanted) << "assets/locale/extract.sh failed";
  for (const auto& [id, message] : *wanted) {
    const auto found = have.find(id);
    if (found == have.end()) {
      ADD_FAILURE() << message.places << ": \"" << id
                    << "\" is not in assets/locale/zh.po: run ./dev messages";
    } else {
      EXPECT_FALSE(found->second.translation.empty()) << "no Chinese for \"" << id << "\"";
      EXPECT_FALSE(found->second.fuzzy) << "the Chinese for \"" << id << "\" is marked fuzzy";
    }
  }
  for (const auto& [id, message] : have)
    EXPECT_TRUE(wanted->count(id)) << "no source says \"" << id << "\" any more";
}

TEST(Messages, TranslationsKeepPlaceholdersAndMarkUp) {
  for (const auto& [id, message] : chinese()) {
    EXPECT_EQ(frame_of(id), frame_of(message.translation)) << id << "\n" << message.translation;
    EXPECT_EQ(id.front() == ' ', message.translation.front() == ' ') << id;
    EXPECT_EQ(id.back() == ' ', message.translation.back() == ' ') << id;
  }
}

TEST(Messages, ChinesePunctuationIsFullWidth) {
  static const std::regex half("[\xE4-\xE9][\x80-\xBF]{2}[,;!?]");
  for (const auto& [id, message] : chinese()) {
    EXPECT_FALSE(std::regex_search(message.translation, half)) << message.translation;
  }
}

// xgettext finds words("…") and tr("…") only; these spellings would slip through it.
std::vector<std::string> unmarked_in(const std::string& text) {
  static const std::regex hidden(R"re((words\)|\btr\([^"()\n]*\?|\bwords\([^"()\n]*\?)\s*\(?\s*"[^"]*")re");
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), hidden), end; it != end; ++it)
    found.push_back(it->str());
  return found;
}

TEST(Messages, NoneIsHiddenFromTheExtractor) {
  for (const layering::Source& source : layering::read_sources(DLAB_SOURCE_DIR, {"core", "app"})) {
    for (const std::string& text : unmarked_in(source.text)) {
      ADD_FAILURE() << source.path << ": " << text
                    << " is not seen by xgettext: write words(\"…\") or tr(\"…\")";
    }
  }
}

TEST(MessagesCheckers, CatchWhatTheyAreFor) {
  EXPECT_NE(frame_of("must be > %1, got %2"), frame_of("须大于 %1"));
  EXPECT_NE(frame_of("{JS} flattens"), frame_of("{W1} 变平"));
  EXPECT_NE(frame_of("*p*_{1}"), frame_of("*p*1"));
  EXPECT_EQ(frame_of("{JS} of %1"), frame_of("%1 的 {JS}"));
  EXPECT_EQ(unmarked_in("(*ui.words)(\"mean\")").size(), 1u);
  EXPECT_EQ(unmarked_in("ui.tr(on ? \"on\" : \"off\")").size(), 1u);
  EXPECT_TRUE(unmarked_in("ui.tr(\"mean\"), on ? words(\"on\") : tr(\"off\")").empty());
  const auto read = po::parse(
      "msgid \"\"\nmsgstr \"Language: zh\\n\"\n\n#: a.cpp\n#, fuzzy\nmsgid \"two \"\n\"parts\"\nmsgstr "
      "\"两部分\"\n"
      "\n#~ msgid \"old\"\n#~ msgstr \"旧\"\n\nmsgid \"say \\\"x\\\"\"\nmsgstr \"\"\n");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read.at("two parts").translation, "两部分");
  EXPECT_TRUE(read.at("two parts").fuzzy);
  EXPECT_EQ(read.at("two parts").places, " a.cpp");
  EXPECT_EQ(read.at("say \"x\"").translation, "");
  EXPECT_FALSE(read.at("say \"x\"").fuzzy);
}

}  // namespace
}  // namespace dlab
