# Script mode: writes INPUT's bytes as a C++ string_view named SYMBOL into OUTPUT.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
file(MAKE_DIRECTORY ${OUTPUT})
file(WRITE ${OUTPUT}/${SYMBOL}.hpp
"#pragma once
#include <string_view>
namespace dlab::assets {
extern const std::string_view ${SYMBOL};
}
")
file(WRITE ${OUTPUT}/${SYMBOL}.cpp
"#include \"assets/${SYMBOL}.hpp\"
namespace dlab::assets {
namespace {
constexpr unsigned char bytes[] = {${bytes}0x00};
}
const std::string_view ${SYMBOL}{reinterpret_cast<const char*>(bytes), sizeof(bytes) - 1};
}
")
