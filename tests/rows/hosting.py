"""Who may hold the page. ``hosting:offer`` needs somebody who takes part and a page without a next host."""

from typing import Any

from tests.world import World

TABLE = """
hosting:hosts                         challenge:public              oooooooooo  5555555555
hosting:hosts                         challenge:limited             444oo44444  5555555555
hosting:hosts                         challenge:hidden              4444444444  5555555555
hosting:appoint                       challenge:public              33333333oo  33333333vv
hosting:appoint                       challenge:staff               44433443oo  44433443ee
hosting:appoint                       challenge:limited             4443344444  4443344444
hosting:appoint                       challenge:hidden              4444444444  4444444444
hosting:next                          challenge:public              33333o33oo  33333v33vv
hosting:next                          challenge:staff               444o344ooo  444e344eee
hosting:next                          challenge:hidden              4444444444  4444444444
hosting:offer                         challenge:public              5555555555  3vv3333333
hosting:offer                         challenge:hidden              5555555555  4444444444
hosting:decline                       challenge:public              5555555555  3333333333
hosting:hand-over                     challenge:public              3333333333  3333333333
hosting:hand-over                     challenge:hidden              4444444444  4444444444
"""


def data(there: World) -> dict[str, dict[str, Any]]:
    med = str(there.people["med"].pk)
    karen = str(there.people["relative"].pk)
    return {
        "hosting:appoint": {"person_id": karen, "host_until": "2099-01-31"},
        "hosting:next": {"person_id": karen},
        "hosting:hand-over": {"host_until": "2099-01-31", "person_id": med},
    }
