#pragma once
#include <libxml/xmlversion.h>
// Foundation brings its own copy of ICU, whose types must not meet those of libxml2's headers in
// one program. We hand libxml2 no converter, so the fields that this hides are never seen.
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
