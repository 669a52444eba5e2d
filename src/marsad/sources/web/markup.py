"""Pieces of HTML, as feeds carry them, to plain text."""

import re

BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol "
    "p pre section table td th tr ul".split()
)
UNSEEN = frozenset(("script", "style", "template", "noscript", "iframe", "object", "head", "title"))
MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
SPACES = re.compile(r"[ \t\r\f\v]+")
LINES = re.compile(r"\s*\n\s*")


def text_of(fragment: str) -> str:
    """The words of a piece of HTML, a paragraph a line; InputError when it is nested beyond sense.

    >>> text_of("<p>قصف</p><p>في&nbsp;<b>حلب</b></p>")
    'قصف\\nفي حلب'
    """
    if not MARKUP.search(fragment):
        return _tidy(fragment)
    from lxml import etree
    from lxml.html import HTMLParser

    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(f"<div>{fragment}</div>".encode("utf-8", "ignore"), parser)
    except etree.LxmlError:
        return ""
    if root is None:
        return ""
    parts: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            hidden += node.tag in UNSEEN
            parts.append("\n" if node.tag in BLOCKS else "")
            parts.append("" if hidden else node.text or "")
        else:
            hidden -= node.tag in UNSEEN
            parts.append("\n" if node.tag in BLOCKS else "")
            parts.append("" if hidden else node.tail or "")
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    return LINES.sub("\n", SPACES.sub(" ", text.replace("\xa0", " "))).strip()
