"""The organization as a picture: Mermaid for documents, one self-contained HTML page to keep open.

>>> from operate.picture import picture_of, as_html, as_mermaid
"""

from operate.picture.data import Node, Picture, picture_of
from operate.picture.mermaid import as_mermaid
from operate.picture.page import as_html

__all__ = ["Node", "Picture", "as_html", "as_mermaid", "picture_of"]
