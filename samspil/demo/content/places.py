"""Fourteen invented places. The outline, the stream and the roads of the map fit these points."""

from samspil.demo.content.types import Place

PLACES: tuple[Place, ...] = (
    Place(key="engbaek", name="Engbæk", lat=56.0205, lon=8.9710),
    Place(key="lergaarden", name="Lergården", lat=56.0132, lon=8.9895),
    Place(key="noerre-engbaek", name="Nørre Engbæk", lat=56.0640, lon=8.9585),
    Place(key="soender-engbaek", name="Sønder Engbæk", lat=55.9845, lon=8.9920),
    Place(key="engsoe", name="Engsø", lat=56.0385, lon=9.0880),
    Place(key="krathoej", name="Krathøj", lat=56.1060, lon=8.9020),
    Place(key="vadkaer", name="Vadkær", lat=56.0290, lon=8.8420),
    Place(key="vestermoelle", name="Vestermølle", lat=55.9860, lon=8.8060),
    Place(key="hestkaer", name="Hestkær", lat=56.1010, lon=9.0310),
    Place(key="lyngsbro", name="Lyngsbro", lat=56.0820, lon=9.1430),
    Place(key="mosevang", name="Mosevang", lat=55.9410, lon=8.9120),
    Place(key="toftlev", name="Toftlev", lat=55.9520, lon=9.0640),
    Place(key="egeskrup", name="Egeskrup", lat=55.9930, lon=9.1610),
    Place(key="bavnhuse", name="Bavnhuse", lat=56.0720, lon=8.8180),
)
