"""What the office does with bodies: prepare meetings, and record what they decide.

Everybody who works here reads these rows, so that whoever may not change one is told why instead of not finding it:
each operation asks its rule before it locks the row, and again where the answer depends on what stands there then.
"""
