"""What changed between two wordings: blocks and words, and of what slag the change is.

A change is *i sak* until each difference is explained. The explanations can still err.

Too mild, since nobody but a person sees it:

- a link that leads to something else under the same words; a visible address is judged;
- a slip of the pen that is a word of its own, when neither the vocabulary nor the list of Swedish
  at large (``wordlist``) holds it; two names of medicines that differ in letters that changed
  places or were doubled;
- definite form that matters ("the list" of two), and ``en`` against ``1``;
- bullets that became steps, or a whole list of them that became paragraphs, where nothing follows
  it and no words lead it in; bold text that became a heading; a box that only says "Obs";
- a comma before a clause that is joined on, where it has a verb of its own;
- a block quote or a rule that came, went or moved, whatever it marked;
- a comma before an adjective or an adverb, "skriftligt" or "själv", and brackets for commas;
- a word for a unit that only the registers know, where a sentence begins with it;
- what the letters of an abbreviation stand for, where its words begin with them;
- a pause in a sentence whose condition is not told by a word in the lexicon;
- a paragraph of a new statute that has the old one's number and another content: the reason asks
  for it to be checked, and the change stays a följdändring;
- keys that are free by design: another ``dokumentansvarig`` is no change of the wording;
- a register that is wrong: former names and ``ersatt_av`` are believed.

Too strict, on purpose:

- other words that mean the same (``samt``/``och``, ``måste``/``ska``), abbreviated roles that the
  register does not know, one and many;
- steps that became bullets or began at another number, and a heading that became bold text, also
  where neither order nor section matters;
- a unit whose name is a common word, where a sentence begins with it or it has a small letter;
- a time of the evening or the night that was written out with its minutes;
- brackets that came or went around ``och``, a limit or a preposition, a comma between two things,
  and a full stop that leaves a sentence without a verb that the vocabulary knows;
- a dash between two words that became ``till``;
- thousands with and without a space, except before kronor; a word in the list that nobody meant
  ("knapen" for "knappen");
- whatever was moved, also where the order does not matter; sentences taken apart or run together
  around a condition, a negation or an ``eller``;
- a picture under another address, also when it is the same one;
- å, ä or ö for another letter in a short word, and symbols of measures in other letters;
- slips in words that neither the vocabulary nor the documents know, or in short words;
- stretches of more than 24 words with nothing in common, and over 3,000 changed pauses.
"""

from lydelse.changes.bounded import compare, compare_files
from lydelse.changes.model import SLAG, BlockChange, Comparison, KeyChange, Piece, Reason
from lydelse.changes.names import Named, Names, names_of
from lydelse.changes.report import as_json, as_markdown, as_text, inert

__all__ = [
    "SLAG",
    "BlockChange",
    "Comparison",
    "KeyChange",
    "Named",
    "Names",
    "Piece",
    "Reason",
    "as_json",
    "as_markdown",
    "as_text",
    "compare",
    "compare_files",
    "inert",
    "names_of",
]
