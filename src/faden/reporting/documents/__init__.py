"""Letters, forms and papers as PDF: a Typst template, data, and nothing else.

``render("consent", {...})`` gives a PDF that is PDF/A-2a (it keeps for decades) and PDF/UA-1 (it can be read aloud).
Templates stand in ``templates/``; what a client reads comes from ``domain/client_texts``.
"""

from faden.reporting.documents.typesetting import render

__all__ = ["render"]
