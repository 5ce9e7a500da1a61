"""The map of what there is: counted over what everybody may read, so everybody sees the same."""

TABLE = """
mapping:overview                      -                             oooooooooo  5555555555
mapping:freeze                        -                             5555555555  33333333vv
papers:map-csv                        -                             oooooooooo  5555555555
papers:map-xlsx                       -                             oooooooooo  5555555555
papers:map-pdf                        -                             oooooooooo  5555555555
papers:map-docx                       -                             oooooooooo  5555555555
"""
