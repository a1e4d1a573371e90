"""Files that are filed: read for what they are, kept in the database, handed out to be saved and never shown.

::

    from faden.kernel.files import operations as files

    stored = files.store(
        name="vertrag.pdf", content=upload.content, subject=case.id, kind=FileKind.AGREEMENT, actor=actor
    )
    Signature.objects.create(..., scan=stored)  # whoever files it points to it

``subject`` is the file (Akte) it belongs to: whoever sees that sees what is filed in it, unless ``audience`` says less.
Whether the actor may file anything there has been asked before; the row policies ask again. ``store`` raises
``Invalid({"uploads": …})``. To hand one out, a page answers with ``web.layout.downloads.download(open_file(…))``.
"""
