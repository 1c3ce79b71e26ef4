#include "limits.h"

#include <libxml/xmlreader.h>

int64_t limits_read_xml(const char *path) {
    xmlTextReaderPtr reader = xmlReaderForFile(path, NULL, XML_PARSE_NONET);
    if (!reader) return -1;
    int64_t nodes = 0;
    int64_t bytes = 0;
    int state;
    while ((state = xmlTextReaderRead(reader)) == 1) {
        nodes++;
        int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_ELEMENT) {
            const xmlChar *name = xmlTextReaderConstLocalName(reader);
            if (name) bytes += name[0];
        } else if (type == XML_READER_TYPE_TEXT) {
            const xmlChar *text = xmlTextReaderConstValue(reader);
            if (text) bytes += text[0];
        }
    }
    xmlFreeTextReader(reader);
    return state == 0 && bytes >= 0 ? nodes : -1;
}
