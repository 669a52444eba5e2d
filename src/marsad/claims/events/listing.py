"""Lists of places: "قرى صبيخان والبوليل وموحسن" names three, "بلدتي سقبا وكفر بطنا" two."""

from marsad.claims.events.scene import At, Scene
from marsad.claims.events.slots import clitic_of

AND = "و"
COMMAS = frozenset("،,")
QUOTES = frozenset("\"“”«»'‘’")
LINKS = frozenset(("في", "من", "كل", "كلا", "علي", "الي", "قرب", "محيط", "اطراف", "ايضا", "كذلك"))
BETWEEN = frozenset({"بين", "مابين"})
LONGEST_JOINT = 5


def listed_with(scene: Scene, chosen: At) -> list[At]:
    """The places of the list a place stands in; a lone place lists itself."""
    here = scene.land.names_in(scene.text.sentence_of[chosen.first])
    lists: list[list[At]] = []
    end = 0
    for at in here:
        if lists and joined(scene, lists[-1][-1], end, at):
            lists[-1].append(at)
        elif lists and lies_behind(scene, lists[-1][-1], end, at):
            pass
        else:
            lists.append([at])
        area = scene.land.area_over(at)
        end = max(at.last, area.last if area else 0)
    found = next((names for names in lists if chosen in names), [chosen])
    return [chosen] if opens_with_between(scene, found[0]) else found


def joined(scene: Scene, left: At, end: int, right: At) -> bool:
    """Whether و or a comma stands between two names, with no more than a word like بلدة: "وفي بلدة تيما".

    `end` is the token after the left name and its area.
    """
    joint = joint_between(scene, end, right)
    if joint == AND:
        return True
    land = scene.land
    apart = not (land.holds(left, right) or land.holds(right, left))
    return bool(joint) and apart and not (land.area_over(right) and not land.area_over(left))


def joint_between(scene: Scene, end: int, right: At) -> str:
    """The و or comma that joins a name to what ends at the token `end`; "" if other words stand between."""
    joint = ""
    words = scene.place_words
    for token in scene.text.tokens[end : right.first][: LONGEST_JOINT + 1]:
        word = token.text
        if word in QUOTES or (not joint and word.startswith("ال") and word in words.directions):
            continue
        if word == AND or word in COMMAS:
            joint = AND if AND in (word, joint) else word
        elif word.startswith(AND) and passes(scene, word[1:]):
            joint = AND
        elif not joint or not passes(scene, word) or (joint != AND and word in LINKS):
            return ""
    if clitic_of(scene, right).startswith(AND):
        return AND
    return joint if right.first - end <= LONGEST_JOINT else ""


def passes(scene: Scene, word: str) -> bool:
    """Whether a word may stand between و and the next name of a list."""
    words = scene.place_words
    return word in words.kinds or word in words.areas or word in LINKS


def lies_behind(scene: Scene, left: At, end: int, right: At) -> bool:
    """Whether the right name only tells where the left one lies: "في دير شميل في ريف حماة، والقرداحة"."""
    between = [token.text for token in scene.text.tokens[end : right.first]]
    if len(between) > LONGEST_JOINT or AND in between:
        return False
    return scene.land.area_over(right) is not None or scene.land.holds(right, left)


def opens_with_between(scene: Scene, at: At) -> bool:
    """Whether the places are the two ends of a stretch: "بين حمص وحماة" is one place."""
    first = scene.text.sentences[scene.text.sentence_of[at.first]][0]
    return not BETWEEN.isdisjoint(scene.light[max(first, at.first - 2) : at.first])
