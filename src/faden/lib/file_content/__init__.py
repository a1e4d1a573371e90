"""Files that somebody hands in: what they are is read from their content, and only harmless ones are taken.

``examined(content)`` gives the bytes to keep and their type, or says in German why not.
"""

from faden.lib.file_content.examine import examined
from faden.lib.file_content.file_names import safe_name
from faden.lib.file_content.file_types import ALL, IMAGES, Examined, FileType, Unwanted, Upload

__all__ = ["ALL", "IMAGES", "Examined", "FileType", "Unwanted", "Upload", "examined", "safe_name"]
