"""Acts that a sentence tells of: verbs with their voice and mood, and events told by a noun.

``Police arrested 12 men`` is active, ``12 men (who were) arrested`` passive, ``12 convicted men`` a modifier, ``the
arrest of 12 men`` a noun.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from chancery.indicators.grammar.counts import Count
from chancery.indicators.grammar.lexicon import Verb, lexicon, listed, noun_at, verb_at
from chancery.indicators.grammar.moods import PLANNED, PLANNING, POSSIBLE, Mood, mood
from chancery.indicators.grammar.numerals import numeric
from chancery.indicators.grammar.sentences import Sentence

Voice = Literal["active", "passive", "modifier", "noun"]

BE = listed("predicates be")
HAVE = listed("predicates have")
PREPOSITIONS = listed("predicates prepositions")
CONJUNCTIONS = listed("predicates conjunctions")
AUXILIARIES = BE | HAVE | listed("predicates auxiliaries")
DETERMINERS = listed("predicates determiners")
PRONOUNS = listed("predicates pronouns")
_COMPOUNDS = listed("predicates compounds")
ADVERBS = listed("predicates adverbs")
_SUBJECTS = frozenset({"he", "she", "they", "it", "we", "who", "which", "that"})
_BARE = frozenset({"to", "help", "helps", "helped"})  # 'helped repatriate 63': the verb tells no time of its own
_OBJECT_STOP = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | listed("predicates object stop")
_LIGHT = HAVE | listed("predicates light")
_MOVES = listed("counts moves")
_EVENTS = lexicon().events
_ACTING = frozenset(lexicon().verbs) | frozenset(_EVENTS)  # first words of what tells of an act


class Predicate(Struct, frozen=True):
    """One act in a sentence, by the words it takes up (``last`` is out)."""

    first: int
    last: int
    acts: frozenset[str]
    voice: Voice
    mood: Mood
    finite: bool
    """Whether an auxiliary or a subject makes it the clause's verb; a bare participle is not."""
    form: str

    @property
    def ongoing(self) -> bool:
        """Whether the verb is in the present."""
        return self.form not in {"past", "noun"} and self.finite and self.mood == "fact"


def predicates(sentence: Sentence, counted: list[Count]) -> list[Predicate]:
    """All acts of the sentence, from left to right."""
    words = sentence.words
    numbers = {count.first for count in counted}
    taken = {
        at for count in counted if not count.implied and count.term != "life" for at in range(count.first, count.last)
    }
    found: list[Predicate] = []
    last = 0
    for at in [at for at, word in enumerate(words) if word in _ACTING]:
        if at < last or at in taken:
            continue
        verb = verb_at(words, at)
        made = _verb(words, at, verb, numbers) if verb else None
        if made is None and words[at] in _EVENTS and not _compound(words, at):
            acts = frozenset({_EVENTS[words[at]]})
            made = Predicate(at, at + 1, acts, "noun", mood(words, at), finite=False, form="noun")
        if made is not None:
            found.append(made)
            last = made.last
    return _joined(words, found)


def _compound(words: list[str], at: int) -> bool:
    """Whether an event's noun only tells what kind another noun is: 'training session', 'arrest warrants'."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return after in _COMPOUNDS


def _verb(words: list[str], at: int, verb: Verb, numbers: set[int]) -> Predicate | None:
    """The predicate that a verb's form makes here; None where it is a noun, an adjective or an auxiliary."""
    before = _before(words, at)
    left = words[before] if before >= 0 else ""
    last = at + verb.size
    helps = words[at] in _LIGHT and _is_auxiliary(words, last)
    if helps or (words[at] in PLANNING and left not in BE and not _object_follows(words, last, numbers)):
        return None
    if verb.form == "past":
        voice, finite = _past(words, at, last, left, numbers)
        told = "fact" if voice == "modifier" else mood(words, at)
        return Predicate(at, last, verb.acts, voice, told, finite=finite, form="past")
    if verb.form == "ing":
        if _is_noun(words, at, last, left, numbers):
            return None
        return Predicate(at, last, verb.acts, "active", mood(words, at), finite=left in BE, form="ing")
    if not _is_verb(words, at, left, last, numbers, verb):
        return None
    return Predicate(at, last, verb.acts, "active", mood(words, at), finite=left not in _BARE, form=verb.form)


def _past(words: list[str], at: int, last: int, left: str, numbers: set[int]) -> tuple[Voice, bool]:
    """Voice of a past form, and whether it is the clause's verb: a bare participle is not."""
    if left in BE:
        return "passive", True
    if left in HAVE or left in _SUBJECTS:
        return "active", True
    if _modifies(words, at, last, left, numbers):
        return "modifier", False
    return ("active", True) if _object_follows(words, last, numbers) else ("passive", False)


def _is_noun(words: list[str], at: int, last: int, left: str, numbers: set[int]) -> bool:
    """Whether a form in -ing is a noun: 'training', 'provided counseling to 12'; not 'training 600 detectives'."""
    if last in numbers:
        return left in DETERMINERS
    if words[at] in lexicon().events and words[last : last + 1] not in (["the"], ["a"], ["their"]):
        return True
    return left in DETERMINERS or (noun_at(words, at) is not None and left not in BE)


def _is_auxiliary(words: list[str], at: int) -> bool:
    """Whether 'have', 'did' or 'get' only helps the verb after it."""
    while at < len(words) and (words[at] in ADVERBS or words[at].endswith("ly") or words[at] == "not"):
        at += 1
    if at >= len(words):
        return True
    if words[at] in {"been", "be", "not", "to"}:
        return True
    verb = verb_at(words, at)
    return verb is not None and (verb.form == "past" or (verb.form == "base" and not noun_at(words, at)))


def _before(words: list[str], at: int) -> int:
    """The word before, adverbs left out."""
    at -= 1
    while at >= 0 and (words[at] in ADVERBS or (words[at].endswith("ly") and len(words[at]) > 4)):
        at -= 1
    return at


def _is_verb(words: list[str], at: int, left: str, last: int, numbers: set[int], verb: Verb) -> bool:
    """Whether a base or third-person form is a verb here, where it could be a noun: 'shelters', 'reports', 'raid'."""
    if (
        left in POSSIBLE
        or left in PLANNED
        or left
        in {"to", "do", "does", "did", "not", "who", "they", "we", "i", "you", "it", "he", "she", "which", "that"}
    ):
        return (
            left != "to"
            or words[at] not in lexicon().events
            or last in numbers
            or _object_follows(words, last, numbers)
        )
    if left in DETERMINERS or left in PREPOSITIONS or not left or words[last : last + 1] == ["against"]:
        return False
    if verb.form == "s" and at - 1 in numbers:
        return False  # '250 places'
    if words[at] in lexicon().events or noun_at(words, at):
        finite = verb.form == "s" and left not in CONJUNCTIONS and not numeric(left)
        joined = at > 1 and left in CONJUNCTIONS and verb_at(words, at - 2) is not None
        # 'helped return 52', 'did not prosecute or convict any'
        return last in numbers and (finite or joined or left in _BARE)
    return True


def _modifies(words: list[str], at: int, last: int, left: str, numbers: set[int]) -> bool:
    """Whether a participle stands before its noun: '12 convicted traffickers', 'number of identified victims'."""
    if last in numbers or last >= len(words) or words[last] in DETERMINERS:
        return False
    opens = (
        at == 0
        or left in DETERMINERS
        or left in PREPOSITIONS
        or left in {"and", "no", ",", "were", "new"}
        or numeric(left)
    )
    if not opens:
        return False
    after = last
    while after < len(words) and after - last < 3:
        if words[after] in _OBJECT_STOP or after in numbers:
            return False
        if noun_at(words, after) or words[after] in lexicon().events:
            return True
        after += 1
    return False


def _object_follows(words: list[str], at: int, numbers: set[int]) -> bool:
    """Whether a noun phrase begins here, so that the past before it is no participle."""
    if at >= len(words):
        return False
    if at in numbers:
        return True
    word = words[at]
    return (
        word not in _OBJECT_STOP
        and word not in ADVERBS
        and not word.endswith("ly")
        and word not in {"there", "today", "yesterday", "home"}
        and word not in _MOVES
    )


def _joined(words: list[str], found: list[Predicate]) -> list[Predicate]:
    """Verbs joined by 'and' share voice and mood: 'identified and assisted 35', 'were arrested and charged'."""
    made = list(found)
    for index in range(len(made) - 1, 0, -1):
        one, two = made[index - 1], made[index]
        if (
            one.form == two.form == "past"
            and linked(words, one.last, two.first)
            and one.voice == "passive"
            and not one.finite
        ):
            made[index - 1] = replace(one, voice=two.voice, finite=two.finite)
    for index in range(len(made) - 1):
        one, two = made[index], made[index + 1]
        if (
            one.form == two.form
            and one.form != "noun"
            and linked(words, one.last, two.first)
            and two.voice != "modifier"
        ):
            voice = one.voice if two.voice == "passive" and not two.finite else two.voice
            made[index + 1] = replace(
                two, voice=voice, mood=one.mood if two.mood == "fact" else two.mood, finite=one.finite or two.finite
            )
    return made


def linked(words: list[str], last: int, first: int) -> bool:
    """Whether only a conjunction and adverbs stand between two words."""
    between = [word for word in words[last:first] if word not in ADVERBS and not word.endswith("ly")]
    return between in (["and"], ["or"], [","], [",", "and"], [",", "or"], ["and", "/", "or"], ["/"], ["and", "then"])
