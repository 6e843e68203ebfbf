"""Posts alone before a name on its line: who heads the government of the case's own place."""

import re
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene, place_level
from kg.ontology import Level

_LINE: Final = re.compile(
    r"[ 　]*(?P<post>代?(?P<head>省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长)|自治区代?主席)[ 　]*"
)
# The level whose government each post heads; a bare name (某某 for 某某省) tells none.
_LEVELS: Final = {
    "省长": Level.PROVINCE,
    "市长": Level.CITY,
    "州长": Level.CITY,
    "盟长": Level.CITY,
    "县长": Level.COUNTY,
    "区长": Level.COUNTY,
    "旗长": Level.COUNTY,
    "镇长": Level.TOWN,
    "乡长": Level.TOWN,
}


def head_of_home(scene: Scene, person: Occurrence) -> str | None:
    """The post that makes a person the head of the case's own place; None where none does."""
    line = _LINE.fullmatch(scene.text, scene.text.rfind("\n", 0, person.start) + 1, person.start)
    if line is None or scene.home is None:
        return None
    name = scene.home.name
    if line["head"] is None:  # 自治区主席
        fits = len(scene.draft.region) == 1 and scene.draft.region[0].startswith(name)
    else:
        fits = place_level(name) in {_LEVELS[line["head"]], None}
    return line["post"] if fits else None
