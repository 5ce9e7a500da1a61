"""The front door of those who would like to help is for everybody."""

TABLE = """
joining:join                          -                             oooooooooo  5555555555
"""
