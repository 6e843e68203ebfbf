"""A region as people write it: a path, one name, or names one behind the other."""

from kg.places import gazetteer


def steps(region: str) -> list[str]:
    """Names of a region from the top down: 浙江省/杭州市 and 浙江省杭州市 are the same two.

    What no place is known for stays whole, behind those that are; empty for "".
    """
    if "/" in region or not region or gazetteer().named(region):
        return [step for step in region.split("/") if step]
    spans = list(gazetteer().spans(region))
    names, at = [], 0
    while ends := [end for start, end in spans if start == at]:
        names.append(region[at : max(ends)])
        at = max(ends)
    return [*names, region[at:]] if at < len(region) else names
