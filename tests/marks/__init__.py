"""Every thing in a small site carries a mark of its own; whoever reads one must be somebody who may.

``site`` builds it, ``oracle`` says who may read which mark (and knows nothing of the product), ``reading`` asks every
page, export and call as everybody and looks what stands in the answers.
"""
