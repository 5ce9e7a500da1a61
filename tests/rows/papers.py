"""Papers, those about a decision too, lists to take along, feeds and the overview. All of them are only read."""

TABLE = """
papers:challenges-csv                 -                             oooooooooo  5555555555
papers:challenges-xlsx                -                             oooooooooo  5555555555
papers:proposals-csv                  -                             oooooooooo  5555555555
papers:proposals-xlsx                 -                             oooooooooo  5555555555
papers:feed-challenges                -                             oooooooooo  5555555555
papers:feed-proposals                 -                             oooooooooo  5555555555
papers:paper                          challenge:public              oooooooooo  5555555555
papers:paper                          challenge:staff               444oo44ooo  5555555555
papers:paper                          challenge:limited             444oo44444  5555555555
papers:paper                          challenge:draft               444o444444  5555555555
papers:paper                          challenge:hidden              4444444444  5555555555
papers:paper                          nobody                        4444444444  5555555555
papers:pdf                            challenge:public              oooooooooo  5555555555
papers:pdf                            challenge:limited             444oo44444  5555555555
papers:pdf                            challenge:draft               444o444444  5555555555
papers:pdf                            challenge:hidden              4444444444  5555555555
papers:docx                           challenge:public              oooooooooo  5555555555
papers:docx                           challenge:staff               444oo44ooo  5555555555
papers:docx                           challenge:limited             444oo44444  5555555555
papers:docx                           challenge:draft               444o444444  5555555555
papers:docx                           challenge:hidden              4444444444  5555555555
papers:xlsx                           challenge:public              oooooooooo  5555555555
papers:xlsx                           challenge:limited             444oo44444  5555555555
papers:xlsx                           challenge:draft               444o444444  5555555555
papers:xlsx                           challenge:hidden              4444444444  5555555555
papers:csv                            challenge:public              oooooooooo  5555555555
papers:csv                            challenge:limited             444oo44444  5555555555
papers:csv                            challenge:draft               444o444444  5555555555
papers:csv                            challenge:hidden              4444444444  5555555555
papers:ics                            challenge:public              oooooooooo  5555555555
papers:ics                            challenge:limited             444oo44444  5555555555
papers:ics                            challenge:draft               444o444444  5555555555
papers:ics                            challenge:hidden              4444444444  5555555555
papers:decision                       assessment:counted            oooooooooo  5555555555
papers:decision                       assessment:collecting         oooooooooo  5555555555
papers:decision                       assessment:draft              oooooooooo  5555555555
papers:decision                       assessment:hidden             4444444444  5555555555
papers:decision                       nobody                        4444444444  5555555555
papers:decision-pdf                   assessment:counted            oooooooooo  5555555555
papers:decision-pdf                   assessment:hidden             4444444444  5555555555
papers:decision-docx                  assessment:counted            oooooooooo  5555555555
papers:decision-docx                  assessment:hidden             4444444444  5555555555
overview:who-defines                  -                             oooooooooo  5555555555
overview:who-defines-csv              -                             oooooooooo  5555555555
"""
