"""The vocabulary as SKOS in Turtle, for other tools: labels, broader and related concepts, groups as collections.

Our own kinds of links are properties of our own; every link also stands as a node with its weight, which SKOS has no
place for.
"""

from collections.abc import Iterable, Iterator

from samspil.matching.vocabulary import Link, Vocabulary

BASE = "urn:samspil:vocabulary:"
PREFIXES = (
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("samspil", BASE),
)
_OF_SKOS = {"broader": "skos:broader", "related": "skos:related"}


def to_turtle(vocabulary: Vocabulary) -> str:
    """The whole vocabulary as a Turtle document (UTF-8 when written)."""
    return "\n".join(_lines(vocabulary)) + "\n"


def _lines(vocabulary: Vocabulary) -> Iterator[str]:
    for prefix, address in PREFIXES:
        yield f"@prefix {prefix}: <{address}> ."
    yield ""
    yield f'<{BASE}scheme> a skos:ConceptScheme ; samspil:fingerprint "{vocabulary.fingerprint}" .'
    for name in vocabulary.link_names.values():
        if name.name in _OF_SKOS:
            continue
        yield ""
        yield f"{_property(name.name)} rdfs:subPropertyOf skos:semanticRelation ;"
        yield f"    rdfs:label {_labels(name.labels.items())} ."
    for group, labels in vocabulary.groups.items():
        members = [_node(key) for key, concept in vocabulary.items() if concept.group == group]
        yield ""
        yield f"{_node('group:' + group)} a skos:Collection ;"
        yield f"    skos:member {', '.join(members)} ;"
        yield f"    skos:prefLabel {_labels(labels.items())} ."
    for key, concept in vocabulary.items():
        parts = [f"{_node(key)} a skos:Concept", f"skos:inScheme <{BASE}scheme>"]
        preferred = [(language, first) for language, (first, _) in concept.labels.items()]
        others = [(language, label) for language, (_, rest) in concept.labels.items() for label in dict.fromkeys(rest)]
        parts.append(f"skos:prefLabel {_labels(preferred)}")
        if others:
            parts.append(f"skos:altLabel {_labels(others)}")
        parts += [_link(link) for link in concept.links]
        yield ""
        yield " ;\n    ".join(parts) + " ."


def _link(link: Link) -> str:
    kind = _property(link.name)
    target = _node(link.target)
    weighed = f'[ samspil:kind {kind} ; samspil:target {target} ; samspil:weight "{link.weight:g}"^^xsd:decimal ]'
    return f"{kind} {target} ;\n    samspil:link {weighed}"


def _property(name: str) -> str:
    first, *rest = name.split("-")
    return _OF_SKOS.get(name, f"samspil:{first}{''.join(word.capitalize() for word in rest)}")


def _node(key: str) -> str:
    """An address; characters that may not stand in one (an administration's own ids) are written as percent signs."""
    kept = "".join(
        letter if letter.isalnum() or letter in "-_.:" else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in key
    )
    return f"<{BASE}{kept}>"


def _labels(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{_text(label)}@{language}" for language, label in pairs)


def _text(label: str) -> str:
    escaped = label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
