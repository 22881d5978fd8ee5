"""The namespaces of OpenDocument files, as prefixes of the names of their elements."""

NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, DRAW, FORM = f"{{{NS}text:1.0}}", f"{{{NS}table:1.0}}", f"{{{NS}drawing:1.0}}", f"{{{NS}form:1.0}}"
OFFICE, STYLE, FO = f"{{{NS}office:1.0}}", f"{{{NS}style:1.0}}", f"{{{NS}xsl-fo-compatible:1.0}}"
META = f"{{{NS}meta:1.0}}"
LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
