"""klausul's benchmark: the whole build beside plain docxtpl, which is handed everything ready.

``python -m bench`` from the root of a checkout; see ``bench/README.md``. Nothing here is timed by a
test, and nothing fails because it was slow.
"""
