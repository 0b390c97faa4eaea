"""Whether a subject or a text is about trafficking in persons, and not in goods."""

import pytest

from chancery.about import tip


@pytest.mark.parametrize(
    ("asked", "subject", "right"),
    [
        (tip.may_be, "TRAFFICKING IN THE SOUTH: GREY ZONES", True),
        (tip.may_be, "DRUG TRAFFICKING IN THE SOUTH", False),
        (tip.may_be, "WOMEN IN THE SOUTH", False),
        (tip.is_kin, "SEXUAL EXPLOITATION OF MINORS IN STRELSAU", True),
        (tip.is_kin, "RUNAWAY SLAVES", True),
        (tip.is_kin, "RURITANIAN WOMEN FORCED INTO PROSTITUTION", True),
        (tip.is_kin, "SALE OF GIRLS IN THE SOUTH", True),
        (tip.is_kin, "EXPLOITATION OF OIL IN THE SOUTH", False),
    ],
)
def test_a_subject_may_be_about_persons_or_near_to_that_where_it_tells_of_no_other_goods(asked, subject, right):
    assert asked(subject) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Only those whom police free are counted as trafficked.", True),
        ("SHE SPOKE OF TRAFFICKING IN WOMEN.", True),
        ("Trafficking for exploitation within the duchy is no crime.", True),
        ("The Human Trafficking Act is a year old.", True),
        ("Two were held under the trafficking article.", True),
        ("The gang lives from drug trafficking.", False),
        ("Trafficking in arms, or of cocaine.", False),
    ],
)
def test_a_text_speaks_of_persons_in_words_that_no_other_trafficking_has(text, right):
    assert tip.says(text) is right


@pytest.mark.parametrize(
    ("subject", "text", "why"),
    [
        ("HUMAN SMUGGLING AND TRAFFICKING: TRENDS", "", "subject: HUMAN SMUGGLING AND TRAFFICK"),
        ("MIGRANT SMUGGLING/TRAFFICKING", "", "subject: MIGRANT SMUGGLING/TRAFFICK"),
        ("CIGARETTE SMUGGLING AND TRAFFICKING", "", None),
        ("WATCH LIST", "The anti-trafficking unit and the anti-trafficking law: trafficking in persons.", "text: "),
        ("DRUGS", "Anti-trafficking in drugs, anti-trafficking narcotics units, anti-trafficking arms laws.", None),
    ],
)
def test_why_a_cable_is_about_persons(subject, text, why):
    found = tip.about((), subject, text)
    assert found is None if why is None else (found or "").startswith(why)


@pytest.mark.parametrize(("tags", "right"), [(["PHUM"], True), (["PHUM", "SNAR"], False), (["PREL"], False)])
def test_trafficking_alone_in_a_subject_is_in_persons_where_the_tags_are_of_human_rights_and_not_of_drugs(tags, right):
    assert (tip.about(tags, "NUNS AGAINST TRAFFICKING", "") is not None) is right
