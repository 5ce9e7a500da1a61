"""The judged needs and resources of benchmarks/matching_judged/, and what is computed from them.

``python -m benchmarks.judged`` works out the flag of each need and the two halves anew, and writes them.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import snowballstemmer

FOLDER = Path(__file__).resolve().parent / "matching_judged"
Half = Literal["tuning", "held-out"]

# Words that carry no subject: small words, and verbs as light as "be", "have", "get". Everything else counts.
SMALL_WORDS = """
ad af aldrig alle alt alting altid anden andet andre at bag bare begge blev blive bliver blevet brug bruge bruger da
de dem den denne der deres derfor derhen det dette dig din dine disse dit dog du efter eller en end endnu ene er et
fik for fordi forrige fra få får fået før gang ganske gennem gerne gik give giver gør gøre gå går gået ham han
hans har havde have hel hele helt hen hende hendes her hinanden hos hun hvad hvem hver hverken hvilken hvis hvor
hvordan hvorfor hvornår i igen ikke imod ind inden ingen intet jeg jer jeres jo kan kom komme kommer kun kunne lad
lave laver lav lidt lige man mange med meget mellem men mens mere mest mig min mindre mindst mine mit mod må måske
ned nej nemlig noget nogen nogle nok nu når nær og også om op os over på samme se ser selv selvom sidde sidder sig
sige siger sin sine sit skal skulle slet som stå står så sådan tage tager temmelig til ud uden uanset
under vi via vil ville vor vores vær være var ved videre virkelig være været ægte én ét
a about after all also am an and any are as at be been but by can could did do does don't for from get gets had has
have he her him his how i if in into is it its just like me my no nobody not of on or our out she should so some
someone somebody something than that the their them then there they this to too up us was we were what when where
who will with would you your here there
"""
EMPTY_WORDS = frozenset(SMALL_WORDS.split())

WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Resources and needs as written in the files; ``judged`` is {need id: {resource id: 1 or 2}}, the rest is 0.

    ``zeros`` are those that a second judge looked at and gave nothing.
    """

    resources: list[dict[str, Any]]
    needs: list[dict[str, Any]]
    judged: dict[str, dict[str, int]]
    halves: dict[str, Half]
    zeros: dict[str, frozenset[str]]

    def graded(self, need: str) -> set[str]:
        """The resources that somebody has looked at for this need, as far as it is written down."""
        return {*self.judged[need], *self.zeros.get(need, ())}

    def of_half(self, half: Half) -> list[dict[str, Any]]:
        return [need for need in self.needs if self.halves[need["id"]] == half]


@cache
def stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(language)


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry a subject, by the Danish and the English stemmer, each marked by its own."""
    words = [word for word in WORD.findall(text.lower()) if word not in EMPTY_WORDS]
    return frozenset(
        f"{language[:2]}:{stem}" for language in ("danish", "english") for stem in stemmer(language).stemWords(words)
    )


def shares_no_word(need: dict[str, Any], grades: dict[str, int], resources: dict[str, dict[str, Any]]) -> bool:
    """Whether the need has no content word in common with any resource that would clearly help (grade 2)."""
    wanted = content_words(need["text"])
    helping = (resources[key] for key, grade in grades.items() if grade == 2)
    return not any(wanted & content_words(f"{found['title']} {found['text']}") for found in helping)


def halves(needs: list[dict[str, Any]]) -> dict[str, Half]:
    """Half of the flagged and half of the other needs held out: those with the lower hash of their id."""
    found: dict[str, Half] = {}
    for flagged in (True, False):
        group = [need["id"] for need in needs if need["no_shared_word"] is flagged]
        group.sort(key=lambda key: hashlib.sha256(f"samspil:{key}".encode()).hexdigest())
        found |= dict.fromkeys(group[: len(group) // 2], "held-out") | dict.fromkeys(group[len(group) // 2 :], "tuning")
    return dict(sorted(found.items()))


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


def write(name: str, data: Any) -> None:
    """One row of the list, or one key, a line: what changed is seen in a comparison."""
    dump = json.JSONEncoder(ensure_ascii=False).encode
    if isinstance(data, list):
        text = "[\n" + ",\n".join(dump(row) for row in data) + "\n]\n"
    else:
        text = "{\n" + ",\n".join(f"{dump(key)}: {dump(value)}" for key, value in data.items()) + "\n}\n"
    (FOLDER / name).write_text(text, "utf-8")


def load(*, pooled: bool = False) -> JudgedSet:
    """The set as its author judged it; with ``pooled`` also what the second judge gave (``matching_pool``)."""
    judged = read("judgments.json")
    second = read("pooled.json") if pooled and (FOLDER / "pooled.json").exists() else {}
    for need, grades in second.items():
        judged[need] |= {key: grade for key, grade in grades.items() if grade}
    zeros = {need: frozenset(key for key, grade in grades.items() if not grade) for need, grades in second.items()}
    return JudgedSet(read("resources.json"), read("needs.json"), judged, read("split.json"), zeros)


def main() -> None:
    judged, resources = read("judgments.json"), {row["id"]: row for row in read("resources.json")}
    needs = read("needs.json")
    for need in needs:
        need["no_shared_word"] = shares_no_word(need, judged[need["id"]], resources)
    write("needs.json", needs)
    write("split.json", halves(needs))


if __name__ == "__main__":
    main()
