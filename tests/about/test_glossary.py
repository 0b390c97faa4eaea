"""Short forms that a cable explains, and those of the glossary."""

import pytest
import shared
from listings import cable, rendered

from chancery.about import glossary

CASES = shared.CASES / "topics"


SHORT_FORMS = {
    "the Royal Government of Ruritania (RGR) said": {"RGR": "Royal Government of Ruritania"},
    "the National Council for Women and Children (CONAMU) and": {"CONAMU": "National Council for Women and Children"},
    "Also the Children's Welfare Institution (PANI), the": {"PANI": "Children's Welfare Institution"},
    "problem of trafficking in persons (TIP) is": {"TIP": "trafficking in persons"},
    "by Zenda's General Society of Authors (SGAE)": {"SGAE": "General Society of Authors"},
    "in the city of Zenda by the International Children's Defense Organization (DNI) that": {
        "DNI": "International Children's Defense Organization"
    },
    "the Regional Conference on Migration (CRM).": {"CRM": "Regional Conference on Migration"},
    "non-governmental organizations (NGOs) help": {"NGOs": "non-governmental organizations"},
    "Minister Rudolf Rassendyll (PSOE) said": {},
    "(SBU) The Duke (UNCLASSIFIED) of Zenda (Ref B)": {},
}


def short_forms():
    for line in (CASES / "short_forms.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, _, told = line.partition(" |")
            found = dict(one.strip().split(" = ") for one in told.split(";") if one.strip())
            yield pytest.param(text, found, id=text[:40])


@pytest.mark.parametrize(("text", "found"), [*SHORT_FORMS.items(), *short_forms()])
def test_short_forms(text, found):
    assert glossary.read([text]) == found


def test_a_cable_that_has_a_form_and_explains_its_plural_is_named_once():
    both = cable("09ZENDA1", glossary={"NGOs": "non-governmental organizations"}, acronyms=("NGO",))
    assert rendered([both])["glossary.html"].count("09ZENDA1.html") == 1
