#include "tests/core/po_file.hpp"

#include <sstream>

namespace dlab::po {
namespace {

// The characters of the quoted string in `line`, escapes resolved.
std::string unquoted(const std::string& line) {
  std::string text;
  const std::size_t first = line.find('"'), last = line.rfind('"');
  if (first == std::string::npos) return text;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (line[i] != '\\') {
      text += line[i];
    } else {
      ++i;
      text += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : line[i];
    }
  }
  return text;
}

}  // namespace

std::map<std::string, Message> parse(const std::string& text) {
  std::map<std::string, Message> messages;
  Message message;
  std::string id;
  std::string* reading = nullptr;
  const auto finish = [&] {
    if (!id.empty()) messages[id] = message;
    message = {};
    id.clear();
    reading = nullptr;
  };
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("#~", 0) == 0) continue;
    if (line.rfind("#", 0) == 0 && reading == &message.translation) finish();
    if (line.rfind("#,", 0) == 0 && line.find("fuzzy") != std::string::npos) message.fuzzy = true;
    if (line.rfind("#: ", 0) == 0) message.places += line.substr(2);
    if (line.rfind("msgid ", 0) == 0) {
      if (reading == &message.translation) finish();
      reading = &id;
    }
    if (line.rfind("msgstr ", 0) == 0) reading = &message.translation;
    if (reading && line.rfind("#", 0) != 0) *reading += unquoted(line);
  }
  finish();
  return messages;
}

}  // namespace dlab::po
