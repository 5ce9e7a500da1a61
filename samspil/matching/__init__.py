"""Who and what could help: ranks resources for a need, with reasons. Pure Python, knows no Django.

python -m samspil.matching rank --resources R.json --queries Q.json -k 10 [--no-meaning]
"""
